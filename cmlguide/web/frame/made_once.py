"""What a page makes of a judged record, made once for as long as the record stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

from django.utils.translation import get_language

from cmlguide.records.judged import Judged
from cmlguide.web.frame.units import units_shown

Made = TypeVar("Made")


def made_once(judged: Judged, name: str, make: Callable[..., Made], *asked: Hashable) -> Made:
    """What `make(*asked)` gives, kept under this name, in the language and the units of this page.

    Only for what is made from the record alone and never changed afterwards: not for anything of the request,
    such as the key of a form. What depends on whoever is looking has to be among `asked`.
    """
    return judged.once((name, asked, get_language(), units_shown()), lambda: make(*asked))
