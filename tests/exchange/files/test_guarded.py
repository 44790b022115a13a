import os

import pytest

from cmlguide.exchange.codes import Reason
from cmlguide.exchange.files.guarded import read_guarded
from cmlguide.exchange.files.limits import FileRefusedError
from tests.exchange.made_files import pdf, xlsx


def test_read_guarded_works_from_any_folder(tmp_path):
    here = os.getcwd()
    os.chdir(tmp_path)
    try:
        text = read_guarded("pdf", pdf(), Reason("pdf_unreadable"))
    finally:
        os.chdir(here)

    assert text.split("\n")[0] == "BCR-ABL1 0.0456 % (IS)"


def test_read_guarded_gives_the_reason_of_the_process():
    with pytest.raises(FileRefusedError, match="pdf_scanned"):
        read_guarded("pdf", pdf(lines=()), Reason("pdf_unreadable"))


def test_read_guarded_refuses_when_the_process_breaks():
    with pytest.raises(FileRefusedError, match="sheet_unreadable"):
        read_guarded("no such task", xlsx(), Reason("sheet_unreadable"))
