"""Registers the record with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    """Everything a person entered. What it means is up to the engine, how it looks up to the site."""

    name = "cmlguide.records"
    label = "records"
    verbose_name = _("Records")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Here, not above: models can be imported only once the site is prepared.
        from django.contrib.auth.signals import user_logged_out
        from django.db.models.signals import post_delete

        from cmlguide.records.judged import forget_judgements
        from cmlguide.records.models import Person

        user_logged_out.connect(forget_judgements, dispatch_uid="signed out")
        post_delete.connect(forget_judgements, sender=Person, dispatch_uid="record erased")
