import pytest

from cmlguide.web.pages.prepare.question_form import LONGEST, OwnQuestionForm


@pytest.mark.parametrize("text", ["Can I travel?", "😀 שלום <script>", "a" * LONGEST])
def test_own_question_keeps_the_persons_words(text):
    form = OwnQuestionForm({"text": text})

    assert form.is_valid()
    assert form.cleaned_data["text"] == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "Write your question first."),
        ("  \n ", "Write your question first."),
        ("a" * (LONGEST + 1), "Make the question shorter. One or two sentences print best."),
    ],
)
def test_own_question_says_what_to_do(text, expected):
    assert OwnQuestionForm({"text": text}).errors["text"] == [expected]
