import json

import pytest

from cmlguide.devtools.read_file import main


def test_main_prints_the_preview(tmp_path, capsys):
    file = tmp_path / "mine.csv"
    file.write_text("date,BCR-ABL1 % (IS)\n2026-01-05,0.0030\n", encoding="utf-8")

    assert main([str(file), "--today", "2026-11-22"]) == 0
    assert json.loads(capsys.readouterr().out)["results"][0]["value"] == "0.0030"


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", b'{"a'])
def test_main_says_in_one_line_why_a_file_cannot_be_read(tmp_path, capsys, content):
    file = tmp_path / "mine.dat"
    file.write_bytes(content)

    assert main([str(file)]) == 2
    shown = capsys.readouterr()
    assert (shown.out, shown.err.count("\n")) == ("", 1)


def test_main_says_when_there_is_no_file(tmp_path, capsys):
    assert main([str(tmp_path / "none.csv")]) == 2
    assert capsys.readouterr().err == "The file cannot be opened: No such file or directory.\n"


def test_main_refuses_200_mb_before_reading_it(tmp_path, capsys):
    file = tmp_path / "huge.zip"
    with file.open("wb") as out:
        out.truncate(200_000_000)

    assert main([str(file)]) == 2
    assert "larger than 100 MB" in capsys.readouterr().err
