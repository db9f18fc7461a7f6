"""The page: what stands in a Word file, as paragraphs, tables and controls."""
