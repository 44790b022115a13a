from django.core.files.uploadedfile import SimpleUploadedFile

from cmlguide.web.pages.start.record_form import RecordFileForm


def form_of(content: bytes, *, too_large: bool = False) -> RecordFileForm:
    file = SimpleUploadedFile("record.json", content)
    file.too_large = too_large
    return RecordFileForm({}, {"file": file})


def test_file_of_a_sensible_size_is_taken():
    assert form_of(b"{}").is_valid()


def test_too_large_file_is_refused_with_what_to_do():
    form = form_of(b"", too_large=True)

    assert form.errors["file"] == ["This file is larger than 50 MB. Choose a smaller file."]


def test_no_file_says_which_to_choose():
    assert RecordFileForm({}, {}).errors["file"] == ["Choose the file first."]
