"""What a database says where nothing can be written at the moment, so that reading can go on."""

from django.db import InternalError, OperationalError

CANNOT_WRITE = (OperationalError, InternalError)
"""SQLite on a full or read-only disk says the first, PostgreSQL that may only be read the second."""
