"""Serving 运行: the web server, the worker, and what keeps their processes together."""
