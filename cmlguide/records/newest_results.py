"""The newest result of several people at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import OuterRef, Subquery

from cmlguide.records.models import Person, Result


def newest_results(people: Iterable[Person], today: date) -> dict[int, Result]:
    """Each person's newest result up to `today`, by the person's pk; always one query.

    Of two results on one day, the one entered last. People without a result are left out.
    """
    kept = Result.objects.kept().filter(collected_on__lte=today)
    newest = kept.filter(person=OuterRef("person")).order_by("-collected_on", "-pk").values("pk")[:1]
    found = Result.objects.filter(person__in=[person.pk for person in people], pk=Subquery(newest))
    return {result.person_id: result for result in found}
