"""Runs a module while the clock of its process shows another day, and goes on from there.

python -m cmlguide.devtools.reliability.at_another_time 2126-01-01 cmlguide.serving --no-browser
"""

from __future__ import annotations

import runpy
import sys
from datetime import datetime

import time_machine


def main(day: str, module: str, arguments: list[str]) -> None:
    sys.argv = [module, *arguments]
    with time_machine.travel(datetime.fromisoformat(f"{day}T12:00:00+00:00"), tick=True):
        runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
