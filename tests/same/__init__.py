"""The net: what the house does, written down once, and compared with what it does today."""
