"""Help 帮助: the users' manual 手册 inside the site."""
