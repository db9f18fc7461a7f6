"""单位与人员: the offices and people that somebody looks after, made and changed by pages alone."""
