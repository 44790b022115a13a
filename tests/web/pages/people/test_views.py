import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cmlguide.records.actions.examples import show_example
from cmlguide.records.models import Person
from cmlguide.web.frame.access import SESSION_KEY
from cmlguide.web.pages.people.views import page_to_come_back_to
from tests.factories import make_person, make_result, make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def dad(person):
    return make_person(owner=person.owner, name="Dad")


def opened(client):
    return client.session[SESSION_KEY]


def text(response):
    return " ".join(response.content.decode().split())


def test_each_record_shows_its_newest_value_and_day(signed_in, person, dad, time_machine, today):
    time_machine.move_to(today)
    make_result(person, "0.074")
    make_result(dad, "0.5")
    make_result(dad, "0.0080", collected_on=today)

    lines = signed_in.get(reverse("person-list")).context["page"].own

    assert [(line.name, line.newest, line.newest_day) for line in lines] == [
        ("Record 1", "0.074%", "7 September 2026"),
        ("Dad", "0.0080%", "22 November 2026"),
    ]


def test_examples_stand_apart(signed_in, person, today):
    example = show_example(owner=person.owner, kind="rising", today=today)

    answer = signed_in.get(reverse("person-list"))

    page, html = answer.context["page"], answer.text
    assert html.count("<h3>") == 2, "own records and examples, each under their heading"
    assert [line.key for line in page.own] == [person.pk]
    assert [line.key for line in page.examples] == [example.pk]
    assert page.shared == ()


def test_beside_an_example_alone_there_is_a_way_to_begin(today):
    owner = make_user()
    show_example(owner=owner, kind="rising", today=today)

    html = sign_in(owner).get(reverse("person-list")).text

    assert "There is none yet. When you want to start one, one number is enough." in html
    assert html.count(f'<a class="button" href="{reverse("start")}">Start my record</a>') == 1


def test_six_records_ask_no_more_than_two(signed_in, person):
    signed_in.get("/")
    counts = []

    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert signed_in.get(reverse("person-list")).status_code == 200
        counts.append(len(queries))
        for number in range(5):
            make_result(make_person(owner=person.owner, name=f"Person {number}"))

    assert counts[0] == counts[1] <= 8


def test_record_is_added_by_its_name_and_opened(signed_in, person):
    response = signed_in.post(reverse("person-add"), {"name": "Mum"})

    mum = Person.objects.get(name="Mum")
    assert mum.owner == person.owner
    assert opened(signed_in) == mum.pk
    assert response.url == reverse("start-step", args=["diagnosis"])


@pytest.mark.parametrize("name", ["", "   ", "\u0000", "x" * 201])
def test_record_without_a_sensible_name_is_not_added(signed_in, person, name):
    response = signed_in.post(reverse("person-add"), {"name": name})

    assert (response.status_code, Person.objects.count()) == (422, 1)


def test_record_is_renamed_and_only_it(signed_in, person, dad):
    response = signed_in.post(reverse("person-edit", args=[dad.pk]), {"name": "Papa"})

    assert response.url == reverse("person-list")
    assert [one.name for one in Person.objects.order_by("pk")] == ["", "Papa"]
    assert [(change.noun, change.before) for change in dad.changes.all()][-1] == ("person", {"name": "Dad"})


@pytest.mark.parametrize("name", ["person-edit", "person-erase"])
def test_strangers_record_is_not_found(stranger, dad, name):
    address = reverse(name, args=[dad.pk])

    assert {getattr(stranger, method)(address).status_code for method in ("get", "post")} == {404}


@pytest.mark.parametrize("wanted", ["", "x", "0", "1.0"])
def test_what_is_no_record_is_not_opened(signed_in, person, wanted):
    signed_in.get("/")

    assert signed_in.post(reverse("person-open"), {"person": wanted}).status_code == 404
    assert opened(signed_in) == person.pk


def test_the_same_switch_after_going_back_opens_the_record_again(signed_in, person, dad):
    form = {"person": dad.pk, "form_key": "of-the-page-gone-back-to"}
    signed_in.post(reverse("person-open"), form)
    signed_in.post(reverse("person-open"), {"person": person.pk})

    signed_in.post(reverse("person-open"), form)

    assert opened(signed_in) == dad.pk


def test_strangers_record_is_not_opened(stranger, dad):
    stranger.get("/")
    before = opened(stranger)

    assert stranger.post(reverse("person-open"), {"person": dad.pk}).status_code == 404
    assert opened(stranger) == before


def test_switch_comes_back_to_the_same_page_of_the_other_record(signed_in, dad):
    response = signed_in.post(reverse("person-open"), {"person": dad.pk, "next": "/results/"})

    assert response.url == "/results/"
    assert opened(signed_in) == dad.pk
    assert [str(one) for one in get_messages(response.wsgi_request)] == ["Open now: Dad"]


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/results/", "/results/"),
        ("/learn/ladder/", "/learn/ladder/"),
        ("/results/12/", "timeline"),
        ("/visits/3/edit/", "timeline"),
        ("/nowhere/", "timeline"),
        ("", "timeline"),
        ("results/", "timeline"),
        ("//evil.example/", "timeline"),
        ("/\\evil.example/", "timeline"),
        ("https://evil.example/", "timeline"),
    ],
)
def test_the_page_after_a_switch(path, page):
    assert page_to_come_back_to(path) == page


def test_every_page_says_whose_record_is_open_and_offers_the_others(signed_in, person, dad):
    signed_in.post(reverse("person-open"), {"person": dad.pk})
    for name in (
        "timeline",
        "result-list",
        "person-list",
        "summary",
        "help",
        "warning-signs",
        "account_logout",
    ):
        page = text(signed_in.get(reverse(name)))

        header = page.split("<header")[1].split("</header>")[0]
        assert "Open record: </span>Dad</span>" in header, name
        assert f'name="person" value="{person.pk}"' in header, name
        assert f'name="person" value="{dad.pk}"' not in header, name


def test_one_record_is_named_without_a_switch(signed_in, person):
    header = text(signed_in.get("/")).split("<header")[1].split("</header>")[0]

    assert "My record" in header
    assert "<details" not in header


def test_page_that_is_not_found_says_whose_record_is_open(signed_in, dad):
    signed_in.post(reverse("person-open"), {"person": dad.pk})

    page = text(signed_in.get("/results/999/"))

    assert "It may belong to another record" in page


def test_titles_name_nobody(signed_in, dad):
    signed_in.post(reverse("person-open"), {"person": dad.pk})

    for name in ("person-list", "person-add", "timeline", "data"):
        title = text(signed_in.get(reverse(name))).split("<title>")[1].split("</title>")[0]
        assert "Dad" not in title


def test_visitor_sees_nobody(person):
    make_person(owner=person.owner, name="Wilhelmina")  # three letters, as of Dad, a form's token can hold

    page = Client().get(reverse("warning-signs")).content.decode()

    assert "Wilhelmina" not in page
    assert 'class="whose' not in page


@pytest.mark.parametrize("name", ["result-add", "medicine-add", "count-add", "diary-add-dose", "visit-add"])
def test_beside_save_stands_whose_record_it_goes_into(signed_in, person, name):
    """On a phone the header with the name has left the window by then."""
    said = "It goes into the record of Dad."
    make_person(owner=person.owner, name="Dad")
    other = Person.objects.get(name="Dad")
    signed_in.post(reverse("person-open"), {"person": other.pk})

    page = text(signed_in.get(reverse(name)))

    assert 0 < page.index(said) < page.index(">Save</button>", page.index(said))


def test_one_record_alone_needs_no_name_beside_save(signed_in, person):
    assert "It goes into" not in text(signed_in.get(reverse("result-add")))


def test_somebody_who_helps_can_begin_with_the_name(client):
    client.force_login(make_user())

    page = text(client.get(reverse("start")))
    client.post(reverse("person-add"), {"name": "Anna Weber"})

    assert f'You help someone with CML? <a class="action-link" href="{reverse("person-add")}">' in page
    assert list(Person.objects.values_list("name", flat=True)) == ["Anna Weber"]
