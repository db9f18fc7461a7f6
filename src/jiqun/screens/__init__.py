"""What people see: one folder per desk, their templates and static files, the frame around all."""
