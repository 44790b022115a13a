"""A yes applies only to what was typed: shown with a two-line form; the real forms have their own tests."""

from dataclasses import dataclass

import pytest

from cmlguide.web.fields.asked_once import AskedOnceForm
from cmlguide.web.fields.text_fields import LineField


@dataclass(frozen=True)
class Ask:
    code: str


class Sample(AskedOnceForm):
    text = LineField()
    choice = LineField()

    def clean(self):
        text = self.cleaned_data["text"]
        self.asks = tuple(Ask(code) for code in ("odd", "choose") if code in text)
        return self.cleaned_data

    def content(self):
        return self.cleaned_data["text"], [ask.code for ask in self.asks]

    def is_undecided(self):
        return any(ask.code == "choose" for ask in self.asks) and not self.cleaned_data["choice"]


def filled(text, **more):
    form = Sample({"text": text, **more})
    form.is_valid()
    return form


def test_form_without_a_reason_to_ask_is_saved():
    assert filled("plain").may_be_saved is True


@pytest.mark.parametrize(("confirmed", "expected"), [("", False), ("yes", False), (None, True)])
def test_only_the_yes_to_this_content_saves(confirmed, expected):
    yes = filled("odd").token if confirmed is None else confirmed

    assert filled("odd", confirmed=yes).may_be_saved is expected


def test_yes_to_one_content_or_question_is_no_yes_to_another():
    yes = filled("odd").token

    assert filled("odder", confirmed=yes).may_be_saved is False
    assert filled("odd choose", confirmed=yes, choice="a").may_be_saved is False


def test_open_choice_is_not_answered_by_a_yes():
    yes = filled("choose").token

    assert filled("choose", confirmed=yes).may_be_saved is False
    assert filled("choose", confirmed=yes, choice="a").may_be_saved is True
