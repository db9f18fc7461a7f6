"""Organisations 机构: offices in their tree, people, and who works where in which role."""
