"""The forms of a page, filled in and sent as a browser would:
with the hidden values they had at that time."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

NO_TEXT = {"checkbox", "radio"}


@dataclass
class Form:
    """One form as the page gave it: where it goes, and each box's value by name."""

    client: object
    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def __getitem__(self, name):
        """The text in the only box with that name; "" if nothing is filled in or chosen."""
        return "".join(self.fields.get(name, []))

    def fill(self, **typed):
        """The same form with other texts in some boxes; None removes a box."""
        changed = {name: [text] for name, text in typed.items() if text is not None}
        left = {name: texts for name, texts in self.fields.items() if name not in typed}
        return Form(self.client, self.action, self.method, {**left, **changed}, self.buttons)

    def send(self, **headers):
        """The answer to the form."""
        return self.client.post(self.action, self.fields, headers=headers)


class Reader(HTMLParser):
    """Reads the forms of a page."""

    def __init__(self, client, address):
        super().__init__()
        self.client, self.address = client, address
        self.forms, self.form, self.select, self.text = [], None, None, None

    def handle_starttag(self, tag, attrs):
        facts = dict(attrs)
        if tag == "form":
            self.form = Form(
                self.client, facts.get("action") or self.address, facts.get("method", "get").lower()
            )
            self.forms.append(self.form)
        elif self.form is None:
            return
        elif tag == "input" and facts.get("name"):
            if facts.get("type") not in NO_TEXT or "checked" in facts:
                self.add(facts["name"], facts.get("value", "on" if facts.get("type") in NO_TEXT else ""))
        elif tag == "button":
            self.form.buttons.append((facts.get("name", ""), facts.get("value", "")))
        elif tag == "textarea":
            self.text = facts["name"]
            self.add(self.text, "")
        elif tag == "select":
            self.select = facts["name"]
        elif tag == "option" and self.select and ("selected" in facts or self.select not in self.form.fields):
            self.form.fields[self.select] = [facts.get("value", "")]

    def handle_data(self, data):
        if self.text:
            self.form.fields[self.text][-1] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "textarea" and self.text:
            first, *more = self.form.fields[self.text]  # a browser leaves out the line end after the tag
            self.form.fields[self.text], self.text = [first.removeprefix("\n"), *more], None
        elif tag == "select":
            self.select = None

    def add(self, name, value):
        self.form.fields.setdefault(name, []).append(value)


def forms_in(answer, client, address=""):
    """The forms in a response, in order."""
    reader = Reader(client, address)
    reader.feed(answer.content.decode())
    return reader.forms


def form_to(address, answer, client):
    """The form in a response that posts to `address`; the longest one if the page has several."""
    found = [form for form in forms_in(answer, client, address) if form.action == address]
    return max(found, key=lambda form: len(form.fields))


def open_form(client, address):
    """The form at that address, as a new tab shows it."""
    return form_to(address, client.get(address), client)
