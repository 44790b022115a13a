import pytest
from django.test import Client

from cmlguide.web.frame.middleware import CONTENT_SECURITY_POLICY
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/account/login/", "/nowhere/", "/account/signup/"])
def test_every_answer_carries_the_headers(address):
    headers = Client().get(address).headers

    assert headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Permissions-Policy"].startswith("camera=()")
    assert "no-store" in headers["Cache-Control"]
    assert headers["X-Robots-Tag"] == "noindex"


def test_policy_allows_no_inline_code_and_no_other_host():
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert "http" not in CONTENT_SECURITY_POLICY
    assert CONTENT_SECURITY_POLICY.startswith("default-src 'none'; object-src 'none';")
    assert "base-uri 'none'" in CONTENT_SECURITY_POLICY


@pytest.fixture
def served_file(settings, tmp_path):
    """The address of a static file, served as on a running site."""
    (tmp_path / "base.css").write_text("body { color: black }")
    settings.STATIC_ROOT = tmp_path
    return "/static/base.css"


def test_static_file_is_for_this_sites_pages_only(served_file):
    answer = Client().get(served_file, headers={"Origin": "https://elsewhere.example"})

    assert (answer.status_code, b"".join(answer)) == (200, b"body { color: black }")
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_static_file_may_fetch_nothing_and_be_framed_by_nobody(served_file):
    answer = Client().get(served_file)
    answer.close()  # a file left open is closed, with a warning, in whatever test runs then

    headers = answer.headers
    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_page_about_a_missing_file_has_the_policy_of_a_page(served_file):
    answer = Client().get("/static/nowhere.css")

    assert (answer.status_code, answer.headers["Content-Security-Policy"]) == (404, CONTENT_SECURITY_POLICY)


@pytest.mark.parametrize("address", ["/", "/nowhere/", "/static/base.css"])
def test_another_host_name_is_refused_before_anything_is_looked_up(served_file, settings, address):
    settings.ALLOWED_HOSTS = ["localhost"]

    answer = Client().get(address, headers={"Host": "elsewhere.example"})

    assert answer.status_code == 400
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert b"elsewhere.example" not in answer.content
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("host", ["localhost", "elsewhere.example"])
def test_hosted_answer_asks_for_tls_by_whatever_name_it_was_asked(settings, host):
    """ASVS 3.4.1: on all answers, so on the refusal of another host name too."""
    settings.ALLOWED_HOSTS = ["localhost"]
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True

    answer = Client().get("/account/login/", secure=True, headers={"Host": host})

    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"


def test_user_without_a_record_is_led_to_start():
    client = Client()
    client.force_login(make_user())

    assert client.get("/").headers["Location"] == "/start/"


def test_htmx_is_led_to_start_as_a_whole_page():
    client = Client()
    client.force_login(make_user())

    answer = client.get("/", headers={"HX-Request": "true"})

    assert (answer.status_code, answer.headers["HX-Redirect"]) == (200, "/start/")


def test_other_faults_are_not_hidden(settings, person):
    settings.DEMO_TODAY = "not a date"
    client = Client()
    client.force_login(person.owner)

    with pytest.raises(Exception, match="str") as fault:
        client.get("/")

    assert fault.type in {TypeError, AttributeError}


def test_a_change_is_noted_as_the_signed_in_users(person):
    client = Client()
    client.force_login(person.owner)

    client.post("/allergies/add/", {"name": "penicillin"})

    assert [(c.noun, c.action, c.by) for c in person.changes.filter(noun="allergy")] == [
        ("allergy", "added", person.owner)
    ]
