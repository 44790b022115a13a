"""docs/guidelines.md from the data files: every number with its status,
its source and the table it is from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from milestones.sourced import FOLDER, SAYS_WHERE, load_toml, number_files, numbered_tables

DOC = FOLDER.parent / "docs" / "guidelines.md"
STATUS_WORDS = {"checked": "checked", "recalled": "recalled, never shown", "own_choice": "**own choice**"}
HEAD = """# Guidelines and every other number

Made by `python3 manage.py write_guidelines_doc` from `milestones/**/*.toml`; a test fails when it is not
current. Do not edit it by hand.

The engine sets a person's BCR::ABL1 result (in %IS) beside a published checkpoint. It never diagnoses and
never advises a dose, a switch or a stop. Each number below stands in exactly one file, with its status:

- **checked**: read in the table named under "read in";
- **recalled**: known, not read again; it may be loaded, the number is never shown to a patient. One kind is
  in use all the same: a level scored from GUSB copies rests on recalled depths
  (`milestones/numbers/levels.toml`);
- **own choice**: ours, because no guideline says it. The reason stands beside it.

A border belongs to the better side: 10% meets "10% or less". Values are compared as stored, never rounded.
A censored value ("less than", "not detected") is judged only where every value it may stand for gets the
same severity; else it "cannot be compared".

Where one row holds a published number and a choice of ours, the source says which part is ours.

Not every sign in ELN 2020 is a level of BCR::ABL1:

- A resistance mutation is failure at any time (PMC10133857 Table 1). One reported on the current line raises
  `mutation_reported` (soon), and so does T315I whatever was said of it; one of which nobody said whether it
  matters raises `mutation_unclear` (discuss).
- Loss of MMR is a warning at any time (the same table). It raises `mmr_lost` (discuss), see the trend below.
- High-risk additional chromosome changes are failure at any time (the same table); at diagnosis they are a
  warning, and so is a high-risk ELTS score (ASH view-large/10060165). Those named in the newest karyotype of
  the current line raise `high_risk_karyotype` (discuss); older ones are listed. **No rule judges a risk
  score.**
- Low blood counts and young cells in the blood have rules of their own (`counts_low`, `counts_young_cells`):
  they may say `today`, the most serious of all.

A karyotype raises a question until the next blood test; blasts raise one until a count of white cells names
none (`milestones/numbers/prompts.toml`).

"""
TAIL = """## How to add a guideline

One file, its border rows, nothing else.

1. Write `milestones/guidelines/<id>.toml` like the ones there: `id`, `title`, `status`, `source`,
   `checked_in`, the categories with our severity (`on_track`, `discuss`, `soon`; `failing = true` for its
   failure or red), and a `[[row]]` for each checkpoint. Exactly one row is `any_time`. Every border is text
   in quotes, so that it stays exact.
2. The bands of a row run from 0 upwards without an end. A gap in the publication is an explicit band of the
   category `silent` (no verdict); an overlap or an unmarked gap is refused by `manage.py check` and when
   the file is loaded.
3. Add its rows below, at and above each border to `tests/milestones/test_guideline_borders.py`, each with
   the table it was read in.
4. A checkpoint month that has no window yet needs one in `milestones/numbers/windows.toml`: which tests
   count as that month's is our own choice, not the guideline's.
5. Run `python3 manage.py write_guidelines_doc` and tell what changes for people in `CHANGELOG.md` under
   Clinical.

A table at second hand is named as what it is: "NCCN, as restated in open papers", not "NCCN".
"""


def write_doc() -> str:
    """The whole page as Markdown."""
    parts = [HEAD]
    for path in sorted((FOLDER / "guidelines").glob("*.toml")):
        parts += _guideline(load_toml(path))
    for path in number_files(FOLDER):
        parts += _numbers(path)
    return "".join([*parts, TAIL])


def _guideline(tables: Mapping[str, Any]) -> Iterator[str]:
    yield f"## {tables['title']} (`milestones/guidelines/{tables['id']}.toml`)\n\n"
    yield f"{tables['source']}. Status: {tables['status']}; read in {tables['checked_in']}.\n"
    if tables.get("newer"):
        yield f"A newer version exists: {tables['newer']}. Its tables were not at hand, "
        yield "and people are told to ask which one their team uses.\n"
    yield "\n| row | category | %IS | severity here | status | read in |\n|---|---|---|---|---|---|\n"
    categories = {row["name"]: row for row in tables["category"]}
    for row in tables["row"]:
        for band in row["bands"]:
            severity = _severity(categories.get(band["category"]))
            where = f"{STATUS_WORDS[row['status']]} | {row['checked_in']}{_later_is_ours(row)}"
            yield f"| {_row_name(row)} | {band['category']} | {_span(band)} | {severity} | {where} |\n"
        if "confirmed" in row:
            yield _confirmed(row, _severity(categories.get(row["confirmed"]["category"])))
    yield from _other_tables(tables)
    yield "\n"


def _row_name(row: Mapping[str, Any]) -> str:
    return f"{row['name']} and later" if _goes_on(row) else str(row["name"])


def _later_is_ours(row: Mapping[str, Any]) -> str:
    return f"; after {row['name']}: ours" if _goes_on(row) else ""


def _goes_on(row: Mapping[str, Any]) -> bool:
    """Whether the row of a month also judges what comes after it, which its own table does not say."""
    return bool(row.get("any_time") and row.get("month"))


def _severity(category: Mapping[str, Any] | None) -> str:
    if category is None:
        return "no verdict"
    goals = category.get("severity_for_goal", {}).items()
    return "; ".join(
        [category["severity"], *(f"{severity} with the goal {goal}" for goal, severity in goals)]
    )


def _span(band: Mapping[str, Any]) -> str:
    above, at_most = band.get("above"), band.get("at_most")
    return " and ".join(([f"> {above}"] if above else []) + ([f"<= {at_most}"] if at_most else []))


def _confirmed(row: Mapping[str, Any], severity: str) -> str:
    again = row["confirmed"]
    days = f"the next test, {again['from_days']} to {again['to_days']} days later, is > {again['above']} too"
    where = f"{STATUS_WORDS[row['status']]} | {row['checked_in']}; the days are ours"
    span = f"> {again['above']}, confirmed: {days}"
    return f"| {row['name']} | {again['category']} | {span} | {severity} | {where} |\n"


def _other_tables(tables: Mapping[str, Any]) -> Iterator[str]:
    """What a guideline says besides its rows, for example with a goal."""
    for name, table in tables.items():
        if isinstance(table, dict):
            where = f"{STATUS_WORDS[table['status']]}; {table['source']} ({table['checked_in']})"
            yield f"\nWith the goal `{name}`: {_values(table)}. Status: {where}.\n"


def _numbers(path: Path) -> Iterator[str]:
    """A file's title and a line for each of its tables of numbers; nothing if it has none."""
    tables, name = load_toml(path), path.stem
    rows = [(place, table) for place, table in numbered_tables(tables, name) if "status" in table]
    if not rows:
        return
    yield f"## {tables['title']} (`milestones/numbers/{path.name}`)\n\n"
    yield "| place | numbers | status | source, or why | read in |\n|---|---|---|---|---|\n"
    for place, table in rows:
        words = (STATUS_WORDS[table["status"]], table["source"], table["checked_in"])
        yield f"| `{place.removeprefix(name + '.')}` | {_values(table)} | {' | '.join(words)} |\n"
    yield "\n"


def _values(table: Mapping[str, Any]) -> str:
    facts = ((key, value) for key, value in table.items() if key not in SAYS_WHERE)
    return ", ".join(f"{key} = {_value(value)}" for key, value in facts)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, list):
        return str(value)
    return ", ".join(str(item).replace("|", "&#124;") for item in value)  # a bar would end the cell


def write_to(path: Path = DOC) -> None:
    """Write the page to its file."""
    path.write_text(write_doc(), encoding="utf-8")
