"""The gate: a stranger's file is looked at byte by byte, and read in a child process."""
