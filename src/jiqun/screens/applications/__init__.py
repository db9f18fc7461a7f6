"""Applications: the home page with their lists, their notices, and the way each of them goes."""
