"""`python3 -m milestones RECORD.json`: the engine's command, or a line where Python is too old for it."""

import sys

if sys.version_info < (
    3,
    11,
):  # checked before any import of the engine: an older Python cannot parse it
    sys.exit("The engine needs Python 3.11 or newer; this is Python {}.{}.".format(*sys.version_info[:2]))

from milestones.command import main

if __name__ == "__main__":
    sys.exit(main())
