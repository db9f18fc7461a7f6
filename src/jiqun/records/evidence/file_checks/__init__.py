"""Looks at the structure of files: one module for each family, none of them a full parser."""
