"""Applications 申报: the calls, who applies to them with which filing, and who may do what."""
