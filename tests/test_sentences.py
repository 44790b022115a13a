"""Every sentence in the code can be collected for translators, and is put into words only when it is said."""

import ast
import re
from pathlib import Path

from cmlguide.devtools.catalogues import KEYWORDS

ROOT = Path(__file__).resolve().parents[1]
LAZY = {"gettext_lazy", "ngettext_lazy", "pgettext_lazy", "npgettext_lazy", "gettext_noop"}
QUOTES = {*"“”„«»"}
TAGS = re.compile(r"{% (blocktranslate|comment)\b.*?{% end\1 %}|{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
FROM_DATA = {  # sentences of the data files, which cmlguide/devtools/catalogues.py collects
    "cmlguide/records/example_people.py",
    "cmlguide/web/pages/results/explained.py",
    "cmlguide/web/pages/reading/help.py",
    "cmlguide/web/pages/first_year/page.py",
    "cmlguide/web/paper/summary.py",
    "cmlguide/web/words/choices.py",
}


def modules():
    for path in sorted((ROOT / "cmlguide").rglob("*.py")):
        yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def marked_here(tree):
    """The names under which a module has Django's functions, each with the function's own name."""
    return {
        name.asname or name.name: name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for name in node.names
        if name.name in KEYWORDS
    }


def calls(tree, names):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


def is_written(call, function):
    """Whether the sentence stands in the call itself: one kept in a variable is not collected."""
    needed = 2 if function.startswith(("n", "p")) else 1
    return all(isinstance(argument, ast.Constant) for argument in call.args[:needed])


def said_at_import(tree, names):
    """Calls outside of functions: they would speak the language of whoever started the site."""
    inside = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for body in (function.body if isinstance(function.body, list) else [function.body])
        for node in ast.walk(body)
    }
    return [call for call in calls(tree, names) if id(call) not in inside]


def test_every_name_for_marking_a_sentence_is_one_that_is_collected():
    found = [(file, name) for file, tree in modules() for name in marked_here(tree) if name not in KEYWORDS]
    assert found == []


def test_every_sentence_stands_where_it_is_marked():
    found = [
        f"{file}:{call.lineno}"
        for file, tree in modules()
        for name, function in marked_here(tree).items()
        for call in calls(tree, {name})
        if not is_written(call, function) and file not in FROM_DATA
    ]
    assert found == []


def test_nothing_is_put_into_words_when_a_module_is_read():
    found = [
        f"{file}:{call.lineno}"
        for file, tree in modules()
        for call in said_at_import(
            tree, {name for name, function in marked_here(tree).items() if function not in LAZY}
        )
    ]
    assert found == []


def test_what_is_found_in_the_code():
    tree = ast.parse(
        "from django.utils.translation import gettext as _\n"
        "from django.utils.translation import gettext_lazy as say\n"
        "A = _('too early')\n"
        "B = say('later')\n"
        "def c(x): return _(x), _('now')\n"
    )
    names = marked_here(tree)
    assert names == {"_": "gettext", "say": "gettext_lazy"}
    assert [call.lineno for call in said_at_import(tree, {"_"})] == [3]
    assert [is_written(call, "gettext") for call in calls(tree, {"_"}) if call.lineno == 5] == [False, True]


def test_quotation_marks_come_from_the_catalogue():
    """German has others than French: around a text put in they come from cmlguide/web/words/marks.py."""
    between = {
        file.name: TAGS.sub("", file.read_text(encoding="utf-8"))
        for file in (ROOT / "templates").rglob("*.html")
    }
    joined = [
        (file, part.value)
        for file, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in node.values
        if isinstance(part, ast.Constant)
    ]
    assert [(place, text) for place, text in (*between.items(), *joined) if QUOTES & {*text}] == []
