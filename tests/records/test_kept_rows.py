from datetime import date

from cmlguide.records.actions.rows import delete_row
from cmlguide.records.kept_rows import kept_rows
from tests.factories import make_person, make_visit


def test_kept_rows_come_in_their_own_order_and_know_the_person(person, django_assert_num_queries):
    later, earlier = (make_visit(person, visit_on=day) for day in (date(2026, 9, 1), date(2026, 3, 1)))
    delete_row(make_visit(person, visit_on=date(2026, 5, 1)))
    make_visit(make_person())

    with django_assert_num_queries(1):
        found = kept_rows(person, "visits")
        assert [row.person for row in found] == [person, person]

    assert found == [earlier, later] == list(person.visits.kept())
    assert [row.visit_on for row in found] == [date(2026, 3, 1), date(2026, 9, 1)]
