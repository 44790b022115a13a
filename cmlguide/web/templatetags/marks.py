"""Quotation marks, colons and hyphens in a template, as the reader's language has them."""

from __future__ import annotations

from django import template

from cmlguide.web.words import marks

register = template.Library()
register.filter("quoted", marks.quoted)
register.filter("with_colon", marks.with_colon)
register.filter("after_colon", marks.after_colon)
register.filter("unbroken", marks.unbroken)
