"""By label: answers found by the official words and table places around them."""
