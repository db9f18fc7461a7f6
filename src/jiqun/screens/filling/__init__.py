"""The desk on which any filing is filled in and looked at: parts, checks, evidence, paper, Word."""
