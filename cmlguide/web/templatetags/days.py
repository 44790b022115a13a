"""Days in a template, written as the reader's language writes them."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils.formats import time_format

from cmlguide.web.words import dates

register = template.Library()


@register.filter
def long_day(day: date) -> str:
    """`12 November 2026`."""
    return dates.long_date(day)


@register.filter
def short_day(day: date) -> str:
    """`12 Nov 2026`."""
    return dates.short_date(day)


register.filter("whole_days", dates.whole_days, is_safe=True)


@register.filter
def short_moment(moment: datetime) -> str:
    """`12 Nov 2026, 14:05`."""
    return f"{dates.short_date(moment.date())}, {time_format(moment.time(), 'H:i')}"
