"""Settings of the tests: the site's own, in a folder of their own, with a fast digest of passwords.

JIQUN_TEST_DATABASE_URL names a server on which the tests make their own database; without it they
run on SQLite. scripts/with_postgresql.py starts a server for one command.
"""

import atexit
import os
import shutil
import tempfile

_FOLDER = tempfile.mkdtemp(prefix="jiqun-tests-")
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)
for _name in [name for name in os.environ if name.startswith("JIQUN_") and "_TEST_" not in name]:
    del os.environ[_name]
os.environ["JIQUN_DATA_DIR"] = _FOLDER
os.environ["SECRET_KEY"] = "only-for-tests-" + "0123456789abcdef" * 2
os.environ["DATABASE_URL"] = os.environ.get("JIQUN_TEST_DATABASE_URL", "")

from jiqun.site.settings import *  # noqa: E402, F403

# A file, as in life: a database in memory locks by other rules.
DATABASES["default"]["TEST"] = {  # noqa: F405
    "NAME": None if os.environ["DATABASE_URL"] else f"{_FOLDER}/tests.sqlite3"
}
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
KEPT_FREE = 0  # whatever is free on the machine of the tests
SECOND_FACTOR_ROLES = []
