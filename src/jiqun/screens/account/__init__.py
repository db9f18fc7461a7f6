"""The account: login, second factor, password, and the gates every request passes."""
