"""Setting up 安装: bring the database and the static files up to date, the first administrator."""
