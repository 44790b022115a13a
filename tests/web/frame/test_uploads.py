import io
import tracemalloc

import pytest
from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.test import Client, RequestFactory
from django.test.client import ClientHandler

from cmlguide.web.frame import uploads
from cmlguide.web.frame.uploads import LARGEST_BODY, LARGEST_UPLOAD, whole_of
from tests.routes import address, routes

FORM = "multipart/form-data; boundary=line"
GIGABYTE = 1_000_000_000


class Endless(io.RawIOBase):
    """A body without end, as a hostile client sends it; it counts how much of it is read."""

    head = b'--line\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
    taken = 0

    def read(self, size=-1):
        assert size >= 0, "the whole of an endless body was asked for"
        piece = (self.head if not self.taken else b"").ljust(size, b"x")[:size]
        self.taken += len(piece)
        return piece

    def readline(self, size=-1):
        return self.read(size)


def send(body, *, path="/data/read/", client=None, **environ):
    """Post a body unread, as a web server passes it on; returns the status and the text of the answer."""
    request = RequestFactory().post(path)
    kept = {name: cookie.value for name, cookie in (client or Client()).cookies.items()}
    kept[settings.CSRF_COOKIE_NAME] = "a" * 32  # with it, the check of the form's token reads the form
    cookies = "; ".join(f"{name}={value}" for name, value in kept.items())
    given = {**request.environ, "wsgi.input": body, "CONTENT_TYPE": FORM, "HTTP_COOKIE": cookies, **environ}
    answer = ClientHandler(enforce_csrf_checks=True)(given)
    return answer.status_code, answer.content.decode()


@pytest.mark.django_db
def test_stranger_sends_a_gigabyte_anywhere_and_none_of_it_is_read():
    paths = [*map(address, routes()), "/account/login/", "/account/signup/", "/nowhere/"]
    said = {}

    for path in paths:
        body = Endless()
        status, text = send(body, path=path, CONTENT_LENGTH=str(GIGABYTE))
        said[path] = status, body.taken, "This is too large to send" in text

    assert said == dict.fromkeys(paths, (413, 0, True))


@pytest.mark.django_db
def test_stranger_may_send_no_file_and_any_form(monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST_BODY_OF_A_STRANGER", 1_000)
    small, large = Endless(), Endless()

    assert send(small, CONTENT_LENGTH="1000")[0] != 413
    assert send(large, CONTENT_LENGTH="1001")[0] == 413
    assert large.taken == 0


def test_somebody_signed_in_may_send_as_much_as_an_upload(signed_in, monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST_BODY", 100_000)
    fits, too_large = Endless(), Endless()

    assert send(fits, client=signed_in, CONTENT_LENGTH="100000")[0] != 413
    assert send(too_large, client=signed_in, CONTENT_LENGTH="100001")[0] == 413
    assert too_large.taken == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    "said", [{"HTTP_TRANSFER_ENCODING": "chunked"}, {"CONTENT_LENGTH": "-1"}, {"CONTENT_LENGTH": "many"}]
)
def test_body_without_a_length_is_not_read(said):
    body = Endless()

    assert send(body, **{"CONTENT_LENGTH": "", **said})[0] == 411
    assert body.taken == 0


def test_body_that_is_read_takes_no_more_memory_than_one_upload(signed_in, monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST_BODY", 4_000_000)
    body = Endless()
    send(
        Endless(), client=signed_in, CONTENT_LENGTH="1000"
    )  # so that nothing is loaded while memory is measured
    tracemalloc.start()

    send(body, client=signed_in, CONTENT_LENGTH="4000000")

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert body.taken == 4_000_000
    assert peak < 3 * 4_000_000


def test_largest_upload_fits_into_a_body():
    assert LARGEST_UPLOAD + 1_000_000 < LARGEST_BODY


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
