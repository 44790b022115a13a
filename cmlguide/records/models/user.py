"""Who signs in."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Someone who can sign in. Facts about a patient stand on Person: one user may keep several records."""
