"""Who signs in."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """Someone who can sign in. Facts about a patient belong on Person: one user may keep several records.

    `consent_version` and `consented_on`: which wording of the privacy page they agreed to on a hosted site,
    and when; "" and None at home, where nothing is asked. `recovery_key` is the hash of the key on their
    printed recovery sheet; "" when there is none. `language` is that of the pages ("" as the browser asks
    for), `paper_language` that of the page for the visit ("" the same). `cell_unit` and `hemoglobin_unit` are
    those in which blood counts are shown ("" as is usual in the language).
    """

    consent_version = models.CharField(max_length=20, blank=True, default="")
    consented_on = models.DateField(null=True, blank=True)
    recovery_key = models.CharField(max_length=256, blank=True)
    recovery_key_made_at = models.DateTimeField(null=True, blank=True)
    language = models.CharField(max_length=20, blank=True, default="", db_default="")
    paper_language = models.CharField(max_length=20, blank=True, default="", db_default="")
    cell_unit = models.CharField(max_length=20, blank=True, default="", db_default="")
    hemoglobin_unit = models.CharField(max_length=20, blank=True, default="", db_default="")
