"""The demonstration 演示: offices, accounts and applications to try the site with."""
