"""Talk 讨论: short threads at the answers of a filing, open or settled."""
