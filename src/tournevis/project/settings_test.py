"""Settings under test: a data folder of its own, quick passwords, static files straight from the rooms."""

from __future__ import annotations

import os
import tempfile

# A test run never touches the data of an installation.
os.environ["TOURNEVIS_DATA"] = tempfile.mkdtemp(prefix="tournevis-test-")

from tournevis.project.settings import *  # noqa: F403

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # In a file, as in an installation: in a database shared in memory, a reader refuses a writer at once.
    # Nothing of it outlives the run, so nothing waits for the disk.
    DATABASES["default"]["TEST"] = {"NAME": f"{DATA}/test.sqlite3"}  # noqa: F405
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"  # noqa: F405

SECRET_KEY = "only-for-tests"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["*"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
