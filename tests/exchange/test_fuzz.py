"""Our own files of each kind, broken at random: every one is either read or refused in a sentence.

CMLGUIDE_FUZZ is the number of each kind (the sample in CI is small and always the same). Spreadsheets and
PDFs are read in a copy of this process, and a few in a new process, as in the product.
"""

import faulthandler
import io
import json
import os
import random
import warnings
import zipfile
from copy import deepcopy
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cmlguide.exchange.codes import Reason
from cmlguide.exchange.csv_file.reader import read_sheet
from cmlguide.exchange.csv_file.writer import write_csv
from cmlguide.exchange.fhir.writer import write_fhir
from cmlguide.exchange.files.guarded import CPU_SECONDS, MEMORY_BYTES
from cmlguide.exchange.files.limits import FileRefusedError
from cmlguide.exchange.pasted_report.reader import read_pdf
from cmlguide.exchange.preview.answers import apply_answers
from cmlguide.exchange.preview.as_json import preview_json
from cmlguide.exchange.preview.in_record import mark_known
from cmlguide.exchange.preview.values import Options
from cmlguide.exchange.reading import preview_file, recognise
from cmlguide.exchange.reading_process import TASKS, limit
from cmlguide.web.words.files import say
from tests.exchange.fhir.resources import ANNA, bundle, medication, observation
from tests.exchange.fhir.test_validity import WHOLE
from tests.exchange.histories import SMALL
from tests.exchange.made_files import zipped
from tests.exchange.pasted_report.test_reader import LETTER, SHAPES
from tests.exchange.test_reading import ONE_OF_EACH

OPTIONS = Options(today=date(2026, 11, 22))
TIMES = int(os.environ.get("CMLGUIDE_FUZZ", "60"))
WRITTEN = datetime(2026, 11, 22, tzinfo=UTC)
PORTAL = bundle(
    ANNA,
    observation(quantity={"value": 1, "unit": "%"}, subject={"reference": "Patient/a"}, note=[{"text": "x"}]),
    observation(
        "6690-2", "WBC", {"value": 4.6, "unit": "K/uL"}, interpretation=[{"coding": [{"code": "N"}]}]
    ),
    medication(effectivePeriod={"start": "2025-01-01"}),
    {"resourceType": "Condition", "code": {"coding": [{"code": "92818009"}]}, "onsetDateTime": "2024-01-01"},
    {"resourceType": "DiagnosticReport", "result": [{"reference": "Observation/o1"}]},
)
IN_A_PROCESS = ("pdf", "xlsx", "ods", "xls")
CASES = Path(__file__).parent / "cases" / "files"
FILES = (
    "ccda_not_taken.xml", "ccda_words_only.xml", "fhir_components.json", "fhir_not_taken.json",
    "fhir_panel_rows.json", "health_card.smart-health-card", "other_tests.csv", "panel_columns.csv",
)  # fmt: skip
SEEDS = {
    **ONE_OF_EACH,
    "ccda-zip": zipped({"DOC0001.XML": ONE_OF_EACH["ccda"], "DOC0002.XML": ONE_OF_EACH["ccda"]}),
    "own-fhir": write_fhir(WHOLE, "one", WRITTEN),
    "own-csv": write_csv(WHOLE),
    "letter": LETTER.encode(),
    **{name: (CASES / name).read_bytes() for name in FILES},
    "shapes": "\n".join(shape[0] for shape in SHAPES).encode(),
}
PIECES = (
    b"",
    b"\0",
    b",",
    b";",
    b"\n",
    b'"',
    b"{",
    b"]",
    b"<",
    b">",
    b"-",
    b"9" * 30,
    b"1e999",
    b"0",
    b"\xff\xfe",
    b"%",
)


def broken(data, chance):
    """The bytes with up to eight pieces changed, cut, doubled or inserted."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(changed) + 1)
        end = min(len(changed), at + chance.randint(0, 12))
        piece = chance.choice((*PIECES, bytes(changed[at:end]) * 2, bytes([chance.randrange(256)])))
        changed[at:end] = piece
    return bytes(changed)


ODD = (
    None,
    True,
    0,
    -1,
    1.5,
    "",
    [],
    {},
    "<",
    10**50,
    "2026-13-45",
    [None],
    {"coding": [5]},
    {"value": "1e9999"},
)


def places(node, place=()):
    """Every place in a JSON value, as a path of keys."""
    yield place
    inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in inner:
        yield from places(value, (*place, key))


def oddly(resource, chance):
    """The JSON value with up to four of its parts replaced by something of another type."""
    changed = json.loads(json.dumps(resource))
    for _ in range(chance.randint(1, 4)):
        *above, last = chance.choice([place for place in places(changed) if place])
        holder = changed
        for key in above:
            holder = holder[key]
        holder[last] = deepcopy(chance.choice(ODD))  # else a later change would put it inside itself
    return changed


@pytest.mark.parametrize("kind", ["portal", "own"])
def test_any_part_of_a_fhir_file_may_be_of_another_kind(kind):
    chance = random.Random(f"cmlguide {kind}")
    seed = {"portal": json.loads(PORTAL), "own": json.loads(write_fhir(WHOLE, "one", WRITTEN))}[kind]
    for _ in range(TIMES):
        data = json.dumps(oddly(seed, chance)).encode()
        preview, sentence = read(data)
        assert preview or 0 < len(sentence) < 400, data


def here(task, data, refusal):
    """guarded.read_guarded in a copy of this process: starting Python takes far longer than reading."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the copy uses no thread of the test runner
        process = os.fork()
    if process == 0:
        os.close(reading)
        answer_in_copy(task, data, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(process, 0)
    if not answer:
        raise FileRefusedError(refusal)
    return answer_of_copy(json.loads(answer))


def answer_in_copy(task, data, writing):
    """Do what reading_process.py does, within its limits; ends the process."""
    faulthandler.disable()  # a library that runs out of memory may end the copy: that is what it is for
    try:
        limit(MEMORY_BYTES + address_space(), CPU_SECONDS)
        try:
            answer = {"read": TASKS[task](data)}
        except FileRefusedError as refused:
            answer = {"refused": {"code": refused.reason.code, "values": dict(refused.reason.values)}}
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(json.dumps(answer).encode())
    finally:
        os._exit(0)


def address_space():
    """The address space this process already uses, in bytes; more than enough if the system does not say."""
    pages = Path("/proc/self/statm")
    if not pages.exists():
        return 2_000_000_000
    return int(pages.read_text("ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")


def answer_of_copy(answer):
    if "refused" in answer:
        raise FileRefusedError(Reason(**answer["refused"]))
    return answer["read"]


def read_here(data):
    """preview_file, with spreadsheets and PDFs read in a copy of this process."""
    kind = recognise(data)
    if kind in ("xlsx", "ods", "xls"):
        return read_sheet(data, OPTIONS, here)
    return read_pdf(data, OPTIONS, here) if kind == "pdf" else preview_file(data, OPTIONS, guarded=here)


def read(data, reader=read_here):
    """(the preview as JSON, ""), including its entries;
    or (None, the sentence that says why it was refused)."""
    try:
        preview = reader(data)
    except FileRefusedError as refused:
        return None, say(refused.reason)
    apply_answers(mark_known(preview, SMALL), {}, OPTIONS)
    return preview_json(preview, say), ""


@pytest.mark.parametrize("kind", SEEDS)
def test_a_broken_file_is_read_or_refused_and_nothing_else(kind):
    chance = random.Random(f"cmlguide {kind}")
    for _ in range(TIMES):
        data = broken(SEEDS[kind], chance)
        preview, sentence = read(data)
        assert preview or 0 < len(sentence) < 400, data


@pytest.mark.parametrize("kind", IN_A_PROCESS)
def test_a_broken_file_is_read_or_refused_in_a_process_of_its_own_too(kind):
    chance = random.Random(f"cmlguide process {kind}")
    for _ in range(max(3, TIMES // 100)):
        data = broken(SEEDS[kind], chance)
        preview, sentence = read(data, lambda data: preview_file(data, OPTIONS))
        assert preview or 0 < len(sentence) < 400, data


@pytest.mark.parametrize("kind", ["xlsx", "ods", "apple-health", "ccda-zip"])
def test_a_zip_with_a_broken_file_inside_is_read_or_refused_and_nothing_else(kind):
    """Bytes changed in a zip mostly break its sums: here one of its files is broken and packed again."""
    chance = random.Random(f"cmlguide inside {kind}")
    with zipfile.ZipFile(io.BytesIO(SEEDS[kind])) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(TIMES):
        name = chance.choice(list(files))
        preview, sentence = read(zipped({**files, name: broken(files[name], chance)}, level=1))
        assert preview or 0 < len(sentence) < 400, (name, files[name])
