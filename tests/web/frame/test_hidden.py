"""What a reader may not do is removed from the page, and nothing else."""

import pytest

from cmlguide.web.frame.hidden import without_denied


def deny(*denied):
    return lambda address, method: (method, address) not in denied


def test_page_without_anything_denied_stays_as_it_is():
    page = "<p></p><a href='/a/'>A</a><form method=post action=/b/></form>"

    assert without_denied(page, lambda address, method: True) is page


@pytest.mark.parametrize(
    ("page", "left"),
    [
        ('<p>Go <a class="x" href="/no/">there <b>now</b></a>.</p>', "<p>Go .</p>"),
        ('<ul>\n<li><a href="/no/">A</a></li>\n<li>B</li></ul>', "<ul>\n\n<li>B</li></ul>"),
        ('<p class="buttons">\n  <a href="/no/">A</a>\n</p>é', "é"),
        ('é\n<form method="post" action="/no/"><button>Del</button></form >x', "é\nx"),
        ('<a href="https://elsewhere/no/">A</a>', '<a href="https://elsewhere/no/">A</a>'),
        ('<form action="/no/"><input></form>', ""),
        ("<script>'<a href=\"/no/\">'</script>", "<script>'<a href=\"/no/\">'</script>"),
    ],
)
def test_denied_links_and_forms_go_with_what_they_leave_empty(page, left):
    assert without_denied(page, deny(("GET", "/no/"), ("POST", "/no/"))) == left


def test_form_without_an_action_posts_to_its_own_page():
    asked = []

    without_denied('<form method="POST"></form>', lambda address, method: asked.append((address, method)))

    assert asked == [("", "POST")]
