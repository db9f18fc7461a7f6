"""`python -m jiqun` is the command `jiqun`."""

from jiqun.cli import main

raise SystemExit(main())
