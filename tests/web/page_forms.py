"""The forms of the pages, read from the pages themselves: where each is sent, and what can be entered."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from urllib.parse import urljoin

from django.urls import reverse

from tests.routes import address, routes

ACCOUNT_PAGES = (
    *("account_login", "account_signup", "account_reset_password", "account_logout", "account_email"),
    *("account_change_password", "account_reauthenticate", "mfa_activate_totp"),
)
TYPED = {"text", "number", "email", "tel", "url", "search", "password", "date", "textarea"}


@dataclass(frozen=True)
class Field:
    """One field: its kind of control, its value, and the choices it offers."""

    name: str
    kind: str
    value: str = ""
    offers: tuple[str, ...] = ()

    @property
    def is_typed(self) -> bool:
        return self.kind in TYPED


@dataclass(frozen=True)
class PageForm:
    """A form as a browser would send it; `hosted` says on which kind of site it was found."""

    action: str
    method: str = "post"
    fields: tuple[Field, ...] = ()
    hosted: bool = False

    @property
    def shape(self) -> tuple[object, ...]:
        """What tells it apart from other forms: those for each row of a list count as one."""
        return self.method, self.action.partition("?")[0], tuple(sorted({one.name for one in self.fields}))

    def filled(self) -> dict[str, str]:
        """The data sent if nothing is changed on the page."""
        return {one.name: one.value for one in self.fields if one.kind != "file"}


@dataclass
class _Open:
    action: str
    method: str
    fields: list[Field] = field(default_factory=list)
    also: list[str] = field(default_factory=list)


class _Forms(HTMLParser):
    """Collects forms, the addresses htmx sends their parts to, and every address on a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page, self.forms, self.addresses, self.title = page, [], [], ""
        self.open: _Open | None = None
        self.choosing: Field | None = None
        self.writing: str | None = None
        self.in_title = False

    def handle_starttag(self, tag, attrs):
        said = {name: value or "" for name, value in attrs}
        self.addresses += [
            said[name] for name in ("href", "src", "action", "hx-get", "hx-post") if name in said
        ]
        self.in_title = tag == "title" and not self.title  # a drawing has titles of its own
        if tag == "form":
            self.open = _Open(urljoin(self.page, said.get("action", "")), said.get("method", "get").lower())
        if self.open is None:
            return
        if "hx-post" in said:
            self.open.also.append(urljoin(self.page, said["hx-post"]))
        if "formaction" in said:
            self.open.also.append(urljoin(self.page, said["formaction"]))
        self._take_field(tag, said)

    def _take_field(self, tag, said):
        name = said.get("name", "")
        if tag == "option" and self.choosing is not None:
            value = said.get("value", "")
            chosen = value if "selected" in said else self.choosing.value
            self.choosing = replace(self.choosing, offers=(*self.choosing.offers, value), value=chosen)
        elif tag == "select" and name:
            self.choosing = Field(name, "select")
        elif tag == "textarea" and name:
            self.writing, self.typed = name, ""
        elif tag in {"input", "button"} and name:
            kind = said.get("type", "text" if tag == "input" else "button")
            on = kind in {"checkbox", "radio"}
            value = said.get("value", "on" if on else "")
            kept = "" if on and "checked" not in said else value
            self.open.fields.append(Field(name, kind, kept, (value,) if on or kind == "button" else ()))

    def handle_data(self, data):
        if self.in_title:
            self.title += data
        if self.writing is not None:
            self.typed += data

    def handle_endtag(self, tag):
        if self.open is None:
            return
        if tag == "select" and self.choosing is not None:
            self.open.fields.append(self.choosing)
            self.choosing = None
        elif tag == "textarea" and self.writing is not None:
            self.open.fields.append(Field(self.writing, "textarea", self.typed))
            self.writing = None
        elif tag == "form":
            fields = tuple(one for one in self.open.fields if one.name != "csrfmiddlewaretoken")
            self.forms.append(PageForm(self.open.action, self.open.method, fields))
            self.forms += [PageForm(where, "post", fields) for where in self.open.also]
            self.open = None


def read_forms(page: str, text: str) -> _Forms:
    """The contents of a page at the address `page`: `forms`, `addresses`, `title`."""
    reader = _Forms(page)
    reader.feed(text)
    return reader


def record_pages(rows) -> list[str]:
    """The address of every page about a record."""
    return [address(route, rows) for route in routes()]


def account_pages() -> list[str]:
    """The address of every page about an account, and of those a visitor reads."""
    return [*(reverse(name) for name in ACCOUNT_PAGES), reverse("privacy")]


def forms_on(pages, client, *, hosted: bool = False) -> list[PageForm]:
    """Every form a client is shown there, without repeats."""
    found: dict[tuple[object, ...], PageForm] = {}
    for page in pages:
        answer = client.get(page)
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            for form in read_forms(page, answer.content.decode()).forms:
                found.setdefault(form.shape, replace(form, hosted=hosted))
    return list(found.values())
