"""Files made to do harm: the command answers within the limits of docs/files.md, without a stack trace.

Processor time is compared with the limits, because the clock also counts what else the machine does, and a
machine that also counts more slowly is given as much more. Memory is that of the largest process: the command
itself, or the one that reads a spreadsheet or PDF for it.
"""

import json
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from tests.exchange.fhir.resources import ANNA, bundle, observation
from tests.exchange.made_files import pdf, workbook, xls, xlsx, zipped
from tests.exchange.test_reading import locked_pdf

MOST_SECONDS = 5
COUNTED = 3_000_000
USUAL_SECONDS = 0.2
"""Of processor time, for counting so far: what a machine takes that answers each file within MOST_SECONDS."""
MOST_MEGABYTES = 300
ROOT = Path(__file__).parents[2]


LAUNCHER = """
import json, os, subprocess, sys, time
file, total = sys.argv[1], 0
for number in range(int(sys.argv.pop())):
    total += number
pace, started = time.process_time(), time.perf_counter()
with open(file + ".out", "wb") as out, open(file + ".err", "wb") as err:
    command = [sys.executable, "-m", "cmlguide.exchange", *sys.argv[1:]]
    process = subprocess.Popen(command, stdout=out, stderr=err)
    _, status, used = os.wait4(process.pid, 0)
seconds, clock = used.ru_utime + used.ru_stime, time.perf_counter() - started
print(json.dumps([os.waitstatus_to_exitcode(status), seconds, clock, used.ru_maxrss, pace]))
"""
"""A small process between: a command started by this large one would be counted with its memory."""


def preview(file):
    """(exit code, output, errors, processor seconds at the usual pace, clock seconds, megabytes) of the
    command on one file."""
    command = [sys.executable, "-c", LAUNCHER, str(file), "--today", "2026-11-22", str(COUNTED)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    code, seconds, clock, memory, pace = json.loads(done.stdout)
    seconds *= min(1, USUAL_SECONDS / pace)
    out, err = (Path(f"{file}.{ending}").read_text("utf-8") for ending in ("out", "err"))
    return code, out, err, seconds, clock, memory / (1_000_000 if sys.platform == "darwin" else 1_000)


def entity_bomb():
    levels = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
    return f"<!DOCTYPE a [<!ENTITY a0 'ha'>{levels}]><ClinicalDocument>&a11;</ClinicalDocument>".encode()


def pdf_bomb():
    """A page whose content unpacks to 150 MB."""
    stream = zlib.compress(b"BT (0.05 % IS) Tj ET\n" * 7_000_000, 9)
    head = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    head += b"2 0 obj\n<< /Type /Pages /Kids [4 0 R] /Count 1 >>\nendobj\n"
    head += (
        b"3 0 obj\n<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(stream)
        + stream
        + b"\nendstream\nendobj\n"
    )
    head += b"4 0 obj\n<< /Type /Page /Parent 2 0 R /Contents 3 0 R /MediaBox [0 0 9 9] >>\nendobj\n"
    return head + b"trailer\n<< /Size 5 /Root 1 0 R >>\n%%EOF\n"


def deep_xml():
    return b"<ClinicalDocument xmlns='urn:hl7-org:v3'>" + b"<a>" * 100_000 + b"</a>" * 100_000


def zip_of_many():
    return zipped({f"a/clinical-records/Observation-{n}.json": "{}" for n in range(50_001)}, level=1)


FILES = {
    "zip bomb, spreadsheet": ("a.xlsx", lambda: workbook(" " * 150_000_000)),
    "zip bomb, health records": ("a.zip", lambda: zipped({"a/clinical-records/x.json": " " * 150_000_000})),
    "zip bomb, documents": (
        "a.zip",
        lambda: zipped({f"{n}.XML": "<a>" + " " * 30_000_000 for n in range(3)}),
    ),
    "zip of 50,001 records": ("a.zip", zip_of_many),
    "PDF bomb": ("a.pdf", pdf_bomb),
    "XML entity bomb": ("a.xml", entity_bomb),
    "XML 100,000 deep": ("a.xml", deep_xml),
    "JSON 1,000,000 deep": ("a.json", lambda: b"[" * 1_000_000),
    "JSON of 19 MB": ("a.json", lambda: b'{"resourceType":"Bundle","entry":[' + b"{}," * 6_000_000 + b"{}]}"),
    "JSON at the limit": ("a.json", lambda: b"[" + b'{"a":1},' * 399_000 + b"{}]"),
    "200 MB": ("a.csv", lambda: None),
    "a million rows": ("a.csv", lambda: b"date,BCR-ABL1 % (IS)\n" + b"2026-01-05,0.05\n" * 1_000_000),
    "20,000 rows": ("a.csv", lambda: b"date,BCR-ABL1 % (IS)\n" + b"2026-01-05,0.05\n" * 19_999),
    "10,000 columns": ("a.csv", lambda: b"date," * 10_000 + b"\n" + b"1," * 10_000 + b"\n"),
    "a line of 19 MB": ("a.csv", lambda: b"date,BCR-ABL1\n" + b"9" * 19_000_000),
    "cells far apart": ("a.xlsx", lambda: xlsx(cells=[("A1", "Date"), ("XFD1048576", "0.05")])),
    "old spreadsheet, damaged": ("a.xls", lambda: xls().replace(b"\xff", b"\xfe")),
    "spreadsheet with macros": (
        "a.xlsm",
        lambda: zipped({"xl/workbook.xml": "<workbook/>", "xl/vbaProject.bin": "Shell"}),
    ),
    "PDF with a password": ("a.pdf", locked_pdf),
    "PDF without text": ("a.pdf", lambda: pdf(lines=())),
    "PDF named as a table": ("a.csv", lambda: pdf(lines=())),
    "letter of only numbers": ("a.txt", lambda: b"0.05 % IS 1,234 03/04/2026 MR4.5 <0.01\n" * 4_900),
    "letter of one line": ("a.txt", lambda: b"BCR-ABL1 0.05 % (IS) " * 9_500),
    "letter of signs": ("a.txt", lambda: b"<" * 99_000 + b" " * 99_000 + b"%"),
    "letter of brackets": (
        "a.txt",
        lambda: b"bcr-abl ( [ 1 2 3 % is < " * 76 + (b"\n" + b"bcr-abl ( [ 1 2 3 % is < " * 76) * 100,
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_costs_little_and_is_answered(name, tmp_path):
    file_name, make = FILES[name]
    file = tmp_path / file_name
    content = make()
    if content is None:
        with file.open("wb") as out:
            out.truncate(200_000_000)
    else:
        file.write_bytes(content)

    code, shown, errors, seconds, clock, megabytes = preview(file)

    print(f"{name}: exit {code}, {seconds:.2f} s of processor, {clock:.2f} s, {megabytes:.0f} MB")  # noqa: T201
    assert (seconds < MOST_SECONDS, megabytes < MOST_MEGABYTES) == (True, True)
    if code == 0:
        assert json.loads(shown)["source"]
    else:
        assert (code, shown, errors.count("\n"), "Traceback" in errors) == (2, "", 1, False)


def test_a_bundle_of_500_kb_takes_less_than_one_and_a_half_seconds(tmp_path):
    padding = [{"text": "An invented note that makes this about as long as a portal's own. " * 6}]
    rows = [
        observation(
            "6690-2" if number % 3 else "69380-4", "",
            {"value": number + 1, "unit": "10*9/L" if number % 3 else "%"},
            id=f"o{number}", effectiveDateTime=f"20{10 + number // 28:02}-01-{number % 28 + 1:02}",
            subject={"reference": "Patient/a"}, note=padding,
        )
        for number in range(400)
    ] + [observation("8302-2", "Body height", {"value": 170, "unit": "cm"}, note=padding)] * 400  # fmt: skip
    file = tmp_path / "bundle.json"
    file.write_text(bundle(ANNA, *rows), encoding="utf-8")

    code, shown, _, seconds, clock, megabytes = preview(file)

    size = file.stat().st_size
    print(f"{size} bytes: {seconds:.2f} s of processor, {clock:.2f} s, {megabytes:.0f} MB")  # noqa: T201
    found = json.loads(shown)
    assert (code, len(found["results"]), len(found["blood_counts"])) == (0, 134, 266)
    assert 480_000 < size < 700_000
    assert seconds < 1.5
