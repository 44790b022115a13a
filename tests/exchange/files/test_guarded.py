import os

import pytest

from cmlguide.exchange.files.guarded import read_guarded
from cmlguide.exchange.files.limits import FileRefusedError
from tests.exchange.made_files import pdf, xlsx


def test_read_guarded_works_from_any_folder(tmp_path):
    here = os.getcwd()
    os.chdir(tmp_path)
    try:
        text = read_guarded("pdf", pdf(), "no")
    finally:
        os.chdir(here)

    assert text.split("\n")[0] == "BCR-ABL1 0.0456 % (IS)"


def test_read_guarded_gives_the_child_s_own_sentence():
    with pytest.raises(FileRefusedError, match="picture of a letter"):
        read_guarded("pdf", pdf(lines=()), "no")


def test_read_guarded_refuses_when_the_child_breaks():
    with pytest.raises(FileRefusedError, match="our own sentence"):
        read_guarded("no such task", xlsx(), "our own sentence")
