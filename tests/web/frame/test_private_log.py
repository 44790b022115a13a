import logging

from django.test import RequestFactory

from cmlguide.web.frame.private_log import WithoutData


def test_arguments_and_exception_messages_stay_out(caplog):
    try:
        float("0,05")
    except ValueError:
        logging.getLogger("cmlguide").exception("could not read %s", "0,05")

    line = WithoutData().format(caplog.records[0])

    assert "0,05" not in line
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
