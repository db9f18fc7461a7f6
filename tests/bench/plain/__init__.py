"""The baseline: the same answers as one plain Django model, saved by a plain ModelForm."""
