"""Compares what a case in files.toml expects with what the preview says about its file."""

from decimal import Decimal

FACTS = (
    "collected_on", "kind", "value", "unit", "limit", "level", "copies", "control_gene", "conversion_factor",
)  # fmt: skip
NUMBERS = ("value", "limit", "conversion_factor", "copies")
SURE_ENOUGH = {"ask_confirm"}


def sentences(shown):
    """Every sentence in the preview: problems, questions, and why something was left out."""
    return [*shown["problems"], *shown["questions"], *(row["why"] for row in shown["left_out"])]


def tells(shown):
    """Whether something is asked about or left out by name;
    the count of all other entries does not suffice."""
    named = [row for row in shown["left_out"] if row["code"] != "other_entries"]
    asked = [ask for row in rows_of(shown) for ask in row.get("asks", ()) if ask not in SURE_ENOUGH]
    return bool(shown["questions"] or named or asked)


def rows_of(shown):
    return [*shown["results"], *shown["blood_counts"], *shown["medicines"]]


def same(name, wanted, found, slack=0):
    if name in NUMBERS:
        if wanted in (None, "") or found is None:
            return wanted in (None, "") and found is None
        return abs(Decimal(str(wanted)) - Decimal(str(found))) <= Decimal(str(slack))
    return (wanted or None) == found


def fits_result(wanted, found):
    ignored = set(wanted.get("ignore", ()))
    asks = set(found["asks"])
    if wanted.get("or_asks_scale") and "ask_scale" in asks:
        ignored.add("unit")
    if wanted.get("or_day_asked") and any(ask.startswith(("date_", "ask_day")) for ask in asks):
        ignored.add("collected_on")
    facts = [name for name in FACTS if name not in ignored]
    return (
        all(same(name, wanted.get(name), found[name]) for name in facts)
        and found["specimen"] == wanted.get("specimen", "blood")
        and ("comparator" not in wanted or wanted["comparator"] == found["comparator"])
        and set(wanted.get("asks", ())) <= asks
        and not (wanted.get("sure") and asks)
    )


def fits_count(wanted, found):
    names = [name for name in ("item", "unit", "collected_on") if name in wanted]
    return all(wanted[name] == found[name] for name in names) and same(
        "value", wanted["value"], found["value"], wanted.get("slack", 0)
    )


def fits_medicine(wanted, found):
    if wanted.get("never_ongoing") and not found["stopped_on"] and "ask_stopped" not in found["asks"]:
        return False
    names = [name for name in ("medicine", "started_on", "stopped_on") if name in wanted]
    return all((wanted[name] or None) == found[name] for name in names)


def unmatched(wanted, found, fits):
    """(wanted rows that match nothing, found rows that nobody wants)."""
    left = list(found)
    missing = []
    for row in wanted:
        match = next((one for one in left if fits(row, one)), None)
        if match is not None:
            left.remove(match)
        elif not row.get("optional"):
            missing.append(row)
    return missing, left


def is_told_of(row, shown):
    """Whether a missing row is asked about, or left out with a reason."""
    return bool(shown["questions"] or [one for one in shown["left_out"] if one["code"] != "other_entries"])


def faults(case, shown):
    """What in the case does not hold, in words for the person who fixes it; empty if all of it holds."""
    found = []
    if "results" in case:
        missing, left = unmatched(case["results"], shown["results"], fits_result)
        if (missing or left) and "or_results" in case:
            missing, left = unmatched(case["or_results"], shown["results"], fits_result)
        found += [("result missing", row) for row in missing] + [("result too many", row) for row in left]
    if "counts" in case:
        missing, left = unmatched(case["counts"], shown["blood_counts"], fits_count)
        found += [
            ("count missing", row) for row in missing if not (row.get("or_told") and is_told_of(row, shown))
        ]
        found += [("count too many", row) for row in left if row["unit"] is not None]
    if "medicines" in case:
        missing, left = unmatched(case["medicines"], shown["medicines"], fits_medicine)
        found += [
            ("medicine missing", row)
            for row in missing
            if not (row.get("never_ongoing") and is_told_of(row, shown))
        ]
        found += [("medicine too many", row) for row in left]
    return found + said_faults(case, shown)


def said_faults(case, shown):
    found = []
    said = " ".join(sentences(shown))
    if "says" in case:
        reads = "or_read" in case and unmatched(case["or_read"], shown["results"], fits_result) == ([], [])
        if not reads and not any(word.casefold() in said.casefold() for word in case["says"]):
            found.append(("not said", case["says"]))
    if "never_says" in case and any(word.casefold() in said.casefold() for word in case["never_says"]):
        found.append(("said", case["never_says"]))
    if case.get("told") and not tells(shown):
        found.append(("nothing told", case["file"]))
    if case.get("no_question") and shown["questions"]:
        found.append(("asked", shown["questions"]))
    if case.get("nothing") and (shown["results"] or not said):
        found.append(("something found", shown["results"]))
    return found + asked_faults(case, shown)


def open_asks(row):
    """What a row asks, apart from its date and "is this what your report says"."""
    return [ask for ask in row["asks"] if ask not in SURE_ENOUGH and not ask.startswith("date_")]


def asked_faults(case, shown):
    found = []
    if "asks" in case:
        found += [("not asked", row) for row in shown["results"] if not open_asks(row)]
        if not shown["results"] and not tells(shown):
            found.append(("neither asked nor told", case["asks"]))
        wanted = set(case.get("ask_codes", ()))
        if wanted and not wanted & {ask for row in shown["results"] for ask in row["asks"]}:
            found.append(("another question", case["ask_codes"]))
    for never in case.get("never", ()):
        found += [
            ("never", row)
            for row in shown["results"]
            if all(same(name, wanted, row[name]) for name, wanted in never.items())
        ]
    return found
