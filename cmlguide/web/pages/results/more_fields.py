"""The boxes under "More about this result", which most people leave closed."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cmlguide.web.pages.results.form import ResultForm

_untouched: dict[str | None, SafeString] = {}


def more_fields(form: ResultForm) -> SafeString:
    """The boxes of the form, for `results/_form.html`.

    Before anything is typed they are the same for everybody: kept for each language, because the thirteen of
    them took a quarter of the page's time.
    """
    if form.is_bound or form.beside.editing:
        return _write(form)
    language = get_language()
    if language not in _untouched:
        _untouched[language] = _write(form)
    return _untouched[language]


def _write(form: ResultForm) -> SafeString:
    return render_to_string("results/_more_fields.html", {"form": form})
