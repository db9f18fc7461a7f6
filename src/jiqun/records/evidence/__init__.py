"""Evidence 佐证材料: the files that prove answers, and which answers each of them proves."""
