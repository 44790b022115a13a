from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.test import RequestFactory

from cmlguide.web.frame.uploads import LARGEST_UPLOAD, whole_of


def sent(content):
    request = RequestFactory().post("/", {"file": SimpleUploadedFile("a.csv", content)})
    return request.FILES["file"]


def test_large_file_stays_in_memory():
    file = sent(b"x" * 3_000_000)

    assert type(file) is InMemoryUploadedFile
    assert file.size == 3_000_000
    assert file.read() == b"x" * 3_000_000
    assert file.too_large is False


def test_file_over_the_limit_is_not_kept():
    file = sent(b"x" * (LARGEST_UPLOAD + 1))

    assert file.too_large is True
    assert file.read() == b""


def test_bytes_are_handed_over_whole_and_let_go():
    file = sent(b"x" * 100_000)

    assert whole_of(file) == b"x" * 100_000
    assert file.closed
