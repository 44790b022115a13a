"""Registers the engine with Django: its data is checked at start-up, nothing else."""

from django.apps import AppConfig


class MilestonesConfig(AppConfig):
    """Registers the checks of the engine's data files. No models, no views."""

    name = "milestones"

    def ready(self) -> None:
        """Register the system checks."""
        # Importing registers the check; at module level it would run before Django's registry is ready.
        from milestones import checks  # noqa: F401
