"""Journal 日志: every change with who, when and what, in a chain of digests nobody can edit."""
