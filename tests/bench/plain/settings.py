"""Settings of the baseline: what a plain Django project has, on the database of DATABASE_URL."""

import os
from pathlib import Path

from jiqun.site.environment import database

SECRET_KEY = "only-for-benchmarks-" + "0123456789abcdef" * 2
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "tests.bench.plain.urls"
INSTALLED_APPS = [
    "tests.bench.plain",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
DATABASES = {"default": database(os.environ["DATABASE_URL"], Path())}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
