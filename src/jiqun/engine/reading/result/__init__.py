"""The result: what the readers say set side by side, and the report for people."""
