"""Our own backup file as a preview, to bring its entries into a record that already exists."""

from cmlguide.exchange.backup import read_backup
from cmlguide.exchange.files.limits import FileRefusedError
from cmlguide.exchange.preview.counts import found_counts
from cmlguide.exchange.preview.entries import entries_of, found_entry
from cmlguide.exchange.preview.finish import finish
from cmlguide.exchange.preview.values import FoundMedicine, FoundResult, Options, Preview
from milestones.history import Result, Treatment

SOURCE = "record"


def read_record_file(data: bytes, options: Options) -> Preview:
    """The preview of a backup file. Raises FileRefusedError with its first problem."""
    read = read_backup(data)
    if read.history is None:
        raise FileRefusedError(" ".join(read.problems[:3]))
    history = read.history
    found = Preview(
        SOURCE,
        tuple(found_result(row, f"result {n}") for n, row in enumerate(history.results, 1)),
        tuple(
            one
            for n, row in enumerate(history.blood_counts, 1)
            for one in found_counts(row, f"blood count {n}")
        ),
        tuple(_medicine(row, f"medicine {n}") for n, row in enumerate(history.treatments, 1)),
        tuple(found_entry(row, where) for where, row in entries_of(history)),
    )
    return finish(found, options, SOURCE)


def found_result(row: Result, where: str) -> FoundResult:
    """A result of a record as a found row: nothing to ask."""
    number = row.value if row.value is not None else row.limit
    return FoundResult(
        where=where,
        raw=row.as_reported or f"{row.kind} {'' if number is None else format(number, 'f')}".strip(),
        comparator={"less_than": "<", "above_limit": ">"}.get(row.kind),
        **{name: getattr(row, name) for name in _SHARED},
    )


_SHARED = (
    "collected_on", "kind", "value", "unit", "limit", "level", "copies", "control_gene", "conversion_factor",
    "specimen", "method", "quantifies_to", "lab", "note", "as_reported", "baseline", "checked_against_letter",
)  # fmt: skip


def _medicine(row: Treatment, where: str) -> FoundMedicine:
    names = ("medicine", "started_on", "stopped_on", "dose", "stop_reason", "keep_clock", "tki")
    return FoundMedicine(where, row.medicine, **{name: getattr(row, name) for name in names})
