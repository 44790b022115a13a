"""Our own files of each kind, broken at random: every one is read or refused in a sentence, and nothing else.

CMLGUIDE_FUZZ says how many of each kind (the sample in CI is small and always the same).
"""

import os
import random
from datetime import date

import pytest

from cmlguide.exchange.csv_file.writer import write_csv
from cmlguide.exchange.limits import FileRefusedError
from cmlguide.exchange.preview import Options, preview_json
from cmlguide.exchange.reading import preview_file
from cmlguide.exchange.settle import mark_known, settle
from tests.exchange.histories import SMALL
from tests.exchange.pasted_report.test_reader import LETTER, SHAPES
from tests.exchange.test_reading import ONE_OF_EACH

OPTIONS = Options(today=date(2026, 11, 22))
TIMES = int(os.environ.get("CMLGUIDE_FUZZ", "60"))
IN_A_PROCESS = ("pdf", "xlsx", "ods")
SEEDS = {
    **ONE_OF_EACH,
    "own-csv": write_csv(SMALL),
    "letter": LETTER.encode(),
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
    """The bytes with up to eight pieces changed, cut, doubled or put in."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(changed) + 1)
        end = min(len(changed), at + chance.randint(0, 12))
        piece = chance.choice((*PIECES, bytes(changed[at:end]) * 2, bytes([chance.randrange(256)])))
        changed[at:end] = piece
    return bytes(changed)


def read(data):
    """(the preview as JSON, ""), taken as far as its entries; or (None, why it was refused)."""
    try:
        preview = preview_file(data, OPTIONS)
    except FileRefusedError as refused:
        return None, str(refused)
    settle(mark_known(preview, SMALL), {}, OPTIONS)
    return preview_json(preview), ""


@pytest.mark.parametrize("kind", SEEDS)
def test_a_broken_file_is_read_or_refused_and_nothing_else(kind):
    chance = random.Random(f"cmlguide {kind}")
    for _ in range(TIMES // 10 if kind in IN_A_PROCESS else TIMES):
        data = broken(SEEDS[kind], chance)
        preview, sentence = read(data)
        assert preview or 0 < len(sentence) < 400, data
