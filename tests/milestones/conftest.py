"""Fixtures for the engine's tests."""

import sys

import pytest


@pytest.fixture(scope="session", autouse=True)
def fresh_numbers():
    """Read the data files anew: mutation testing forks from a process that has already read them."""
    modules = [module for name, module in sys.modules.items() if name.startswith("milestones.")]
    for value in [value for module in modules for value in vars(module).values()]:
        if hasattr(value, "cache_clear"):
            value.cache_clear()
