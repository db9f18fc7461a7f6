"""Notices 通知: what offices are told, queued with the change itself."""
