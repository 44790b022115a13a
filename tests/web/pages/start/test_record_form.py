from django.core.files.uploadedfile import SimpleUploadedFile

from cmlguide.web.pages.start.record_form import LARGEST_MB, RecordFileForm


def form_of(content: bytes) -> RecordFileForm:
    return RecordFileForm({}, {"file": SimpleUploadedFile("record.json", content)})


def test_file_of_a_sensible_size_is_taken():
    assert form_of(b"{}").is_valid()


def test_too_large_file_is_refused_with_what_to_do():
    form = form_of(b" " * (LARGEST_MB * 1_000_000 + 1))

    assert form.errors["file"] == [
        "This file is larger than 20 MB, so it cannot be a record file. Choose another file."
    ]


def test_no_file_says_which_to_choose():
    assert RecordFileForm({}, {}).errors["file"] == ["Choose the record file first. Its name ends in .json."]
