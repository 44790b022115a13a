"""The static files of a site, collected and compressed as a start does it.

python -m cmlguide.devtools.reliability.static_files
"""

from __future__ import annotations

import django


def main() -> None:
    django.setup()
    from cmlguide.serving import collect_static_files  # it wants a site that is set up

    collect_static_files()


if __name__ == "__main__":
    main()
