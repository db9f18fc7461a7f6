"""What happened: one Django app per noun, written by actions, read by queries, ruled by rules."""
