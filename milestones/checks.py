"""A Django system check that refuses clinical data without a source, with an overlap or an unmarked gap."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.checks import CheckMessage, Error, register

from milestones.guideline import find_problems
from milestones.sourced import FOLDER, find_unsourced, load_toml, number_files


@register
def check_clinical_data(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """One error for every problem in the engine's data files."""
    return [Error(problem, id="milestones.E001") for problem in find_data_problems(FOLDER)]


def find_data_problems(folder: Path) -> Iterator[str]:
    """Every problem with the numbers and guidelines in a folder like `milestones/`."""
    for path in number_files(folder):
        yield from find_unsourced(load_toml(path), path.stem)
    for path in sorted((folder / "guidelines").glob("*.toml")):
        yield from (f"{path.name}: {problem}" for problem in find_problems(load_toml(path)))
