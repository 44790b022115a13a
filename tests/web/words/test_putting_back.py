import re
from pathlib import Path

from cmlguide.records.actions import putting_back
from cmlguide.web.words.putting_back import TOLD_BESIDE, WHY_NOT


def test_every_code_has_words():
    source = Path(putting_back.__file__).read_text(encoding="utf-8")
    codes = set(re.findall(r'^[A-Z_]+ = "(\w+)"$', source, re.MULTILINE))

    assert codes | {"gone"} == WHY_NOT.keys()  # "gone" is the change log's own
    assert set(TOLD_BESIDE) <= codes
