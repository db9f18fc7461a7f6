"""The limits of serving: how slow a client may be, how much it may send, how many there may be."""

from __future__ import annotations

# The least rate of a client, sending or taking: so many bytes in so many seconds, again and again.
WINDOW = 30.0
LEAST = 4096 * int(WINDOW)
# A request's head must be there whole in this time, and be no larger than this.
HEAD_SECONDS = 30.0
HEAD_LARGEST = 64 * 1024
# How long a connection is kept for the next request; longer than proxies keep theirs (60 s).
IDLE_SECONDS = 75
# Connections of one web process; the next ones are answered 503.
MOST_CONNECTIONS = 4000

# A body up to this size stays in memory, a larger one lies on the disk until the request is done.
IN_MEMORY = 128 * 1024
# Bodies on the disk together, of one web process; the next ones are answered 503.
MOST_ON_DISK = 2 * 1024**3
# A file up to this size is read at once, a larger one piece by piece as the client takes it.
FILE_AT_ONCE = 1024 * 1024

# A request has its process to itself. When others wait they are let past it: after this long if it
# did nothing meanwhile but wait itself, and after this long if it works.
LOOK_EVERY = 0.02
PATIENCE = 0.25
# So many may be passed at a time: readers, and writers, who mostly wait for each other.
MOST_READERS = 16
MOST_WRITERS = 8
