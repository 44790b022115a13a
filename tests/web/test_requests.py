"""A page that nobody opened before asks for six files at most, and for no script that it has no use for."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django_htmx.jinja import htmx_script

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
INCLUDE = re.compile(r"\{% include (\S+)")
EXTENDS = re.compile(r'\{% extends "([^"]+)"')
ASKED_FOR = re.compile(
    r'<link rel="(?:stylesheet|icon)"|<script src=|data-src=|<img (?![^>]*data_uri)|<iframe '
)
OF_A_FAULT = "errors/_alone.html"  # what failed must not fail again on its page
HTMX_AT_WORK = re.compile(r"\shx-(?:get|post|put|patch|delete)=")


def read(name):
    return (TEMPLATES / name).read_text(encoding="utf-8")


def parts_of(name):
    """The template, those it extends and includes, and theirs."""
    found, waiting = set(), [name]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += EXTENDS.findall(read(one)) + included(one)
    return found


def included(name):
    """The fragments it shows; where the page's own values choose one, every fragment that may be meant."""
    parts = INCLUDE.findall(read(name))
    named = [part.strip('"') for part in parts if part.startswith('"')]
    folder = (TEMPLATES / name).parent
    for chosen in (part for part in parts if not part.startswith('"')):
        files = list(folder.glob(f"_{chosen}_*.html")) or list(folder.glob("_*.html"))
        named += [file.relative_to(TEMPLATES).as_posix() for file in files]
    return named


def pages():
    names = (file.relative_to(TEMPLATES).as_posix() for file in TEMPLATES.rglob("*.html"))
    return sorted(name for name in names if EXTENDS.search(read(name)) and OF_A_FAULT not in parts_of(name))


def text_of(name):
    return "".join(read(part) for part in sorted(parts_of(name)))


def test_every_page_is_looked_at():
    assert {part for name in pages() for part in parts_of(name)} >= {"base.html", "print.html", "_htmx.html"}
    assert len(pages()) > 80


@pytest.mark.parametrize("name", pages())
def test_page_asks_for_six_files_at_most(name):
    beside_the_page = ASKED_FOR.findall(text_of(name))

    assert 1 + len(beside_the_page) <= 6
    assert beside_the_page.count('<link rel="stylesheet"') == 2
    assert beside_the_page.count('<link rel="icon"') == 1


@pytest.mark.parametrize("name", pages())
def test_page_has_htmx_where_it_is_put_to_work(name):
    assert ("_htmx.html" in parts_of(name)) is bool(HTMX_AT_WORK.search(text_of(name)))


def test_htmx_is_named_for_later_and_is_the_file_its_library_means():
    """static/js/htmx_after_load.js fetches it when the page has loaded."""
    part = render_to_string("_htmx.html")

    assert re.findall(r'src="([^"]*)"', part) == [static("django_htmx/htmx-2.min.js")]
    assert "<script" not in part
    assert htmx_script() == f'<script src="{static("django_htmx/htmx-2.min.js")}" defer></script>'


def test_page_of_a_fault_asks_for_the_style_sheet_alone():
    assert ASKED_FOR.findall(read(OF_A_FAULT)) == ['<link rel="stylesheet"']
    assert "{% url" not in read(OF_A_FAULT) + read("errors/500.html") + read("errors/no_database.html")
