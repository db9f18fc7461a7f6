"""Invariants 不变式: what always holds among the rows of the database, whoever did what before;
said by the records they are about, and checked by command."""
