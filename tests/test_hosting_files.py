"""What an operator copies (nginx's file, units, the container) agrees with the code and with each other."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands
from django.urls import reverse

from cmlguide.exchange.work_apart import SECONDS, WAIT
from cmlguide.web.frame.uploads import LARGEST_BODY, LARGEST_BODY_OF_A_STRANGER
from tests.test_hosting import SAFE

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "hosting"
NGINX = (FOLDER / "nginx.conf").read_text(encoding="utf-8")
GUNICORN = (ROOT / "cmlguide" / "gunicorn_config.py").read_text(encoding="utf-8")
DOCUMENT = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
UNITS = sorted(FOLDER.glob("*.service"))
TAKES_FILES = ("import-read", "record-open")


def sizes(directive):
    """Bytes of each place that sets it, in the file's order."""
    return [int(number) * 1_000_000 for number in re.findall(rf"{directive} (\d+)m;", NGINX)]


def seconds(directive):
    (found,) = re.findall(rf"{directive} (\d+)s;", NGINX)
    return int(found)


def set_in_gunicorn(name):
    (found,) = re.findall(rf"^{name} = (\d+)", GUNICORN, re.MULTILINE)
    return int(found)


def test_nginx_hands_on_what_the_site_takes_and_keeps_all_of_it_in_memory():
    assert sizes("client_max_body_size") == sizes("client_body_buffer_size") == [1_000_000, LARGEST_BODY]
    assert min(sizes("client_max_body_size")) >= LARGEST_BODY_OF_A_STRANGER
    assert "proxy_request_buffering on;" in NGINX
    assert "proxy_max_temp_file_size 0;" in NGINX


def test_nginx_lets_large_bodies_in_exactly_where_files_are_sent():
    (pattern,) = re.findall(r"location ~ (\^\S+\$) {\n +client_max_body_size 64m", NGINX)

    taken = [name for name in (*TAKES_FILES, "import-show", "timeline") if re.search(pattern, reverse(name))]

    assert taken == list(TAKES_FILES)


def test_nginx_waits_longer_than_the_longest_work_and_gunicorn_too():
    assert seconds("proxy_read_timeout") > set_in_gunicorn("graceful_timeout") > SECONDS + WAIT


def test_nginx_lets_go_of_a_connection_before_gunicorn_does():
    (unused,) = re.findall(r"^    keepalive_timeout (\d+)s;  # below gunicorn's 5 s", NGINX, re.MULTILINE)

    assert int(unused) < set_in_gunicorn("keepalive")


def test_nginx_names_no_address_in_its_log():
    (line,) = re.findall(r"log_format cmlguide escape=json\n(.*?);", NGINX, re.DOTALL)

    named = set(re.findall(r"\$(\w+)", line))

    assert named == {
        *("time_iso8601", "request_id", "remote_addr", "request_method"),
        *("status", "request_time", "bytes_sent"),
    }


@pytest.mark.parametrize("name", ["guest-open", "invitation-open"])
def test_nginx_logs_no_visit_by_a_link_that_holds_a_token(name):
    (pattern,) = re.findall(r"location ~ (\S+) {\n +access_log off;", NGINX)

    assert re.search(pattern, reverse(name, kwargs={"token": "guess"}))


def test_nginx_says_who_asked_and_how_and_names_the_request():
    headers = dict(re.findall(r"proxy_set_header (\S+) (\S+);", NGINX))

    assert headers == {
        "Connection": '""',
        "Host": "$host",
        "X-Forwarded-For": "$proxy_add_x_forwarded_for",
        "X-Forwarded-Proto": "$scheme",
        "X-Request-ID": "$request_id",
    }


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_nginx_answers_health_checks_to_this_computer_only(address):
    (inside,) = re.findall(rf"location = {address} {{(.*?)}}", NGINX, re.DOTALL)

    assert re.findall(r"(?:allow|deny) \S+;", inside) == ["allow 127.0.0.1;", "allow ::1;", "deny all;"]


def commands_of(text):
    return set(re.findall(r"(?:manage\.py|cmlguide-manage) ([a-z_]+)(?![a-z_.])", text))


def test_every_command_that_is_named_is_there():
    """In the units, the containers and the document."""
    files = [*UNITS, ROOT / "compose.yaml", ROOT / "Dockerfile"]
    texts = [DOCUMENT, *(file.read_text(encoding="utf-8") for file in files)]
    named = set().union(*map(commands_of, texts))

    assert named - set(get_commands()) == set()
    assert {"backup", "purge_deleted", "clearsessions", "migrate", "createcachetable"} <= named


@pytest.mark.parametrize("unit", UNITS, ids=lambda file: file.name)
def test_unit_runs_as_the_sites_user_and_may_write_only_where_it_must(unit):
    lines = unit.read_text(encoding="utf-8").splitlines()

    assert {"User=cmlguide", "NoNewPrivileges=yes", "ProtectSystem=strict", "UMask=0077"} <= set(lines)
    writes = [line for line in lines if line.startswith("ReadWritePaths=")]
    assert writes == (["ReadWritePaths=/var/backups/cmlguide"] if "backup" in unit.name else [])


def test_every_timer_has_its_unit():
    timers = sorted(file.stem for file in FOLDER.glob("*.timer"))

    assert timers == ["cmlguide-backup", "cmlguide-purge"]
    assert [name for name in timers if not (FOLDER / f"{name}.service").is_file()] == []


def test_container_installs_by_hash_and_runs_as_nobody():
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")

    assert "--no-deps --require-hashes -r requirements-hosting.lock" in text
    assert re.findall(r"^USER (\S+)$", text, re.MULTILINE) == ["10001:10001"]
    assert "HEALTHCHECK" in text


def test_environment_file_sets_what_a_hosted_site_needs_and_leaves_the_key_to_the_operator():
    text = (FOLDER / "environment").read_text(encoding="utf-8")
    values = dict(re.findall(r"^(CMLGUIDE_\w+)='([^']*)'$", text, re.MULTILINE))

    assert len(values) == len(re.findall(r"^[A-Z]", text, re.MULTILINE))
    assert {name for name in SAFE if not values[name]} == {"CMLGUIDE_SECRET_KEY"}
