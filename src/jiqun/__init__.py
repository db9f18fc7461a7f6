"""jiqun: the way of an official application, from the enterprises' books to the sealed paper."""

__version__ = "0.1.0"
