import json
import logging

from django.test import RequestFactory

from cmlguide.web.frame import request_id
from cmlguide.web.frame.private_log import JsonLines, WithoutData

SENT = "0,0517"  # with more decimals than the time in each line, which can be 12:00:40,051


def test_arguments_and_exception_messages_stay_out(caplog):
    try:
        float(SENT)
    except ValueError:
        logging.getLogger("cmlguide").exception("could not read %s", SENT)

    line = WithoutData().format(caplog.records[0])

    assert SENT not in line
    assert "ERROR cmlguide: could not read %s" in line
    assert line.endswith("  ValueError")
    assert "test_private_log.py" in line


def test_request_is_named_by_its_page_not_its_address():
    request = RequestFactory().get("/open/secret-token/?q=0.05")
    record = logging.LogRecord(
        "django.request", logging.WARNING, "x", 1, "%s: %s", ("Not Found", "/open/"), None
    )
    record.request, record.status_code = request, 404

    assert WithoutData().format(record).endswith("WARNING django.request: status 404 on page unknown")


def test_console_uses_it():
    consoles = [handler for handler in logging.getLogger().handlers if handler.name == "console"]

    assert [type(handler.formatter) for handler in consoles] == [WithoutData]


def json_of(record):
    return json.loads(JsonLines().format(record))


def test_json_line_holds_the_fixed_text_the_facts_and_the_places(caplog):
    with request_id.named("2f1a0b7c9d8e"):
        try:
            int(SENT)
        except ValueError:
            logging.getLogger("cmlguide").exception("could not read %s", SENT, extra={"facts": {"status": 5}})

        line = json_of(caplog.records[0])

    assert {name: line[name] for name in ("level", "logger", "event", "request_id", "status")} == {
        "level": "error",
        "logger": "cmlguide",
        "event": "could not read %s",
        "request_id": "2f1a0b7c9d8e",
        "status": 5,
    }
    assert line["places"][-1] == "ValueError"
    assert SENT not in json.dumps(line)


def test_json_line_is_one_line_and_names_no_request_outside_of_one(caplog):
    logging.getLogger("cmlguide").warning("first\nsecond")

    text = JsonLines().format(caplog.records[0])

    assert "\n" not in text
    assert "request_id" not in json.loads(text)


def test_json_line_takes_nothing_else_that_was_added(caplog):
    logging.getLogger("cmlguide").warning("seen", extra={"value": SENT})

    assert set(json_of(caplog.records[0])) == {"at", "level", "logger", "event"}
