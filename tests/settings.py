"""The site's own settings with a data folder for this test run only, and a fast password hasher."""

import atexit
import os
import shutil
import tempfile

os.environ["CMLGUIDE_DATA"] = tempfile.mkdtemp(prefix="cmlguide-tests-")
atexit.register(shutil.rmtree, os.environ["CMLGUIDE_DATA"], ignore_errors=True)
for name in ("CMLGUIDE_HOSTS", "CMLGUIDE_TODAY", "CMLGUIDE_SECRET_KEY", "CMLGUIDE_SECRET_KEY_FALLBACKS"):
    os.environ.pop(name, None)

from cmlguide.hosting import read_database_url  # noqa: E402
from cmlguide.settings import *  # noqa: E402, F403
from cmlguide.settings import DATABASES, STATIC_ROOT, STORAGES  # noqa: E402

DESIGN_PAGE = True
COMPUTER_ZONE = ""  # no test may depend on the machine's time zone
STATIC_ROOT.mkdir()
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if url := os.environ.get("CMLGUIDE_TEST_DATABASE_URL"):  # cmlguide/devtools/suite.py sets it
    DATABASES["default"] = read_database_url(url)
else:
    # A file, not memory: the live server answers from threads of its own.
    DATABASES["default"]["TEST"] = {"NAME": STATIC_ROOT.parent / "test.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA secure_delete=ON;"
    )
