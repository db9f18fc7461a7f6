"""Desks of those above the counties: calls 申报通知, and the board of all counties 全部县区."""
