"""The backups' door into Django."""

from __future__ import annotations

from django.apps import AppConfig


class BackupsConfig(AppConfig):
    """No models: the commands `backup` and `restore`, and what the start and the pages ask of copies."""

    name = "cmlguide.backups"
    label = "backups"
