from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from tests.factories import make_medicine, make_result

pytestmark = [pytest.mark.django_db]


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel("2026-11-22T12:00:00Z", tick=False):
        yield


def typed(number="0.05", **more):
    return {
        "collected_on_day": "12",
        "collected_on_month": "11",
        "collected_on_year": "2026",
        "number": number,
        **more,
    }


def texts(response):
    return [str(message) for message in response.context["messages"]]


def test_first_result_takes_a_date_and_a_number(signed_in, person):
    response = signed_in.post(reverse("result-add"), typed(), follow=True)

    (result,) = person.results.kept()
    assert (result.collected_on, result.value, result.unit) == (
        date(2026, 11, 12),
        Decimal("0.05"),
        "percent_is",
    )
    assert result.typed_as == "0.05"
    assert response.redirect_chain == [(reverse("timeline"), 302)]
    assert texts(response) == ["Saved: 0.05% on the International Scale, taken 12 Nov 2026."]


def test_invalid_result_comes_back_with_all_that_was_typed(signed_in, person):
    response = signed_in.post(reverse("result-add"), typed("1.234,5", lab="City", note="<b>mine</b>"))

    page = response.content.decode()
    assert response.status_code == 422
    assert person.results.count() == 0
    assert '<a href="#id_number">Use one point or one comma only' in page
    assert 'value="1.234,5"' in page
    assert 'value="City"' in page
    assert "&lt;b&gt;mine&lt;/b&gt;</textarea>" in page
    assert 'class="more-fields" open' in page


def test_unusual_result_is_asked_about_and_saved_on_yes(signed_in, person):
    make_result(person, "0.02")

    asked = signed_in.post(reverse("result-add"), typed("0.5"))
    token = asked.context["form"].token
    saved = signed_in.post(reverse("result-add"), typed("0.5", confirmed=token))

    assert asked.status_code == 422
    assert "This is 25 times as high as your last: 0.02% on 7 Sep 2026." in asked.content.decode()
    assert f'name="confirmed" value="{token}"' in asked.content.decode()
    assert saved.status_code == 302
    assert person.results.count() == 2


def test_ambiguous_pasted_date_asks_which(signed_in, person):
    data = {"collected_on_day": "03/07/26", "number": "0.05"}

    asked = signed_in.post(reverse("result-add"), data)
    saved = signed_in.post(reverse("result-add"), {**data, "collected_on_choice": "2026-07-03"})

    assert asked.status_code == 422
    assert 'value="2026-07-03"' in asked.content.decode()
    assert saved.status_code == 302
    assert person.results.get().collected_on == date(2026, 7, 3)


def test_htmx_gets_the_form_alone_and_is_sent_on_after_saving(signed_in, person):
    refused = signed_in.post(reverse("result-add"), typed(""), headers={"HX-Request": "true"})
    saved = signed_in.post(reverse("result-add"), typed(), headers={"HX-Request": "true"})

    assert refused.status_code == 422
    assert refused.content.decode().strip().startswith('<form class="form" id="form"')
    assert saved.headers["HX-Redirect"] == reverse("timeline")


def test_read_back_says_what_was_understood_and_saves_nothing(signed_in, person):
    make_result(person, "0.02")

    response = signed_in.post(reverse("result-read-back"), typed("0,5"))

    page = response.content.decode()
    assert response.status_code == 200
    assert "<strong>0.5% on the International Scale, taken 12 Nov 2026.</strong>" in page
    assert "Your last was 0.02%." in page
    assert person.results.count() == 1


def test_read_back_gives_no_verdict(signed_in, person):
    make_medicine(person)
    make_result(person, "0.02")

    page = signed_in.post(reverse("result-read-back"), typed("30")).content.decode()

    assert "chip" not in page
    assert "times" not in page


def test_edit_shows_and_changes_a_result(signed_in, person):
    row = make_result(person, "0.0030", lab="City")
    address = reverse("result-edit", args=[row.pk])

    shown = signed_in.get(address).content.decode()
    response = signed_in.post(address, typed("0.0040", lab="Town"))

    row.refresh_from_db()
    assert 'value="0.0030"' in shown
    assert response.url == reverse("result-show", args=[row.pk])
    assert (str(row.value), row.lab, row.collected_on) == ("0.0040", "Town", date(2026, 11, 12))


def test_delete_can_be_undone_from_the_notice(signed_in, person):
    row = make_result(person)

    deleted = signed_in.post(reverse("result-delete", args=[row.pk]), follow=True)
    assert person.results.kept().count() == 0
    undo = reverse("result-restore", args=[row.pk])
    assert texts(deleted) == ["Deleted: Result from 7 Sep 2026, 0.074%"]
    assert f'action="{undo}"' in deleted.content.decode()
    assert 'id="notices" class="notices" role="status" tabindex="-1" autofocus' in deleted.content.decode()

    restored = signed_in.post(undo, follow=True)

    assert list(person.results.kept()) == [row]
    assert texts(restored) == ["Your result is back."]
    assert (
        'id="notices" class="notices" role="status">'
        in signed_in.get(reverse("result-list")).content.decode()
    )


def test_deleted_result_has_no_page(signed_in, person):
    row = make_result(person)
    signed_in.post(reverse("result-delete", args=[row.pk]))

    assert signed_in.get(reverse("result-show", args=[row.pk])).status_code == 404
    assert signed_in.get(reverse("result-edit", args=[row.pk])).status_code == 404


def unseen(person, day, limit=None, **facts):
    number = None if limit is None else Decimal(limit)
    unit = "percent_is" if limit else ""
    return make_result(
        person, None, kind="not_detected", collected_on=day, limit=number, unit=unit, lab="City", **facts
    )


def test_a_laboratorys_own_limit_is_filled_in_at_ones_wish_marked_and_taken_out_again(signed_in, person):
    unseen(person, date(2026, 3, 1), "0.0032")
    rows = [unseen(person, date(2026, month, 1)) for month in (6, 9)]
    stated = list(person.results.values_list("limit", "unit", "limit_from_lab"))

    offered = signed_in.get(reverse("result-list")).text
    signed_in.post(reverse("lab-limit-fill"), {"lab": "City"})
    filled = signed_in.get(reverse("result-list")).text
    shown = signed_in.get(reverse("result-show", args=[rows[0].pk])).text
    kept = list(person.results.values_list("limit", "limit_from_lab"))
    signed_in.post(reverse("lab-limit-empty"), {"lab": "City"})

    ask = "City can see down to 0.0032%, by its other reports. Use it for these 2 that do not say?"
    assert (ask in offered, ask in filled) == (True, False)
    assert "2 results of City have the depth of its other reports." in filled
    assert "filled in from other reports of this lab, not on this one" in shown
    assert kept == [(Decimal("0.0032"), False), (Decimal("0.0032"), True), (Decimal("0.0032"), True)]
    assert list(person.results.values_list("limit", "unit", "limit_from_lab")) == stated


def test_a_laboratory_that_states_nothing_has_nothing_to_fill_in(signed_in, person):
    unseen(person, date(2026, 6, 1))

    assert signed_in.post(reverse("lab-limit-fill"), {"lab": "City"}).status_code == 404
    assert signed_in.post(reverse("lab-limit-empty"), {"lab": "City"}).status_code == 404


def test_a_limit_typed_anew_is_no_longer_the_laboratorys(signed_in, person):
    row = unseen(person, date(2026, 6, 1), "0.0032", limit_from_lab=True)
    day = {"collected_on_day": "1", "collected_on_month": "6", "collected_on_year": "2026"}

    kept = []
    for number in ("not detected, <0.0032", "not detected, <0.001"):
        signed_in.post(reverse("result-edit", args=[row.pk]), {"number": number, "lab": "City", **day})
        row.refresh_from_db()
        kept.append((row.limit, row.limit_from_lab))

    assert kept == [(Decimal("0.0032"), True), (Decimal("0.001"), False)]


def test_today_is_one_tap_and_a_link_where_no_script_runs(signed_in, person):
    with time_machine.travel("2026-11-22T12:00:00Z", tick=False):
        offered = signed_in.get(reverse("result-add")).content.decode()
        tapped = signed_in.get(reverse("result-add"), {"taken": "today"}).context["form"]

    assert 'href="?taken=today"' in offered
    assert 'data-day="22" data-month="11" data-year="2026"' in offered
    assert [box["value"] for box in tapped["collected_on"].boxes] == ["22", "11", "2026"]


def test_a_stored_result_is_not_moved_to_today(signed_in, person):
    row = make_result(person)

    page = signed_in.get(reverse("result-edit", args=[row.pk])).content.decode()

    assert "?taken=today" not in page
