"""CML Guide: the site around the engine in `milestones`."""

__version__ = "0.1.0"
