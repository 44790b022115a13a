"""Everything to take along, as one zip file."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from cmlguide.exchange.backup import write_backup
from cmlguide.exchange.fhir.writer import write_fhir
from cmlguide.exchange.files.record_zip import ZippedLetter, write_record_zip
from cmlguide.exchange.paper.sheet import text_sections
from cmlguide.exchange.paper.text_file import write_text
from cmlguide.records.models import Letter, Person
from cmlguide.web.frame.language import in_language_of_paper
from cmlguide.web.frame.stable_name import stable_name
from cmlguide.web.frame.today import today_for
from cmlguide.web.frame.uploads import LARGEST_UPLOAD
from cmlguide.web.frame.work import make_pdf
from cmlguide.web.paper.of_country import paper_of
from cmlguide.web.paper.sheet import sheet_of
from cmlguide.web.paper.summary import Options
from cmlguide.web.paper.values import summary_values
from cmlguide.web.words import dates
from cmlguide.web.words.csv_headings import table_of


def everything_of(person: Person, options: Options, reader: object) -> bytes:
    """The zip: the backup file, the letters, and every other file this page offers except the calendar.
    `reader` is the user, who may have chosen a language for the page for the visit."""
    with in_language_of_paper(reader):
        values, now = summary_values(person, options), timezone.now()
        history, sheet = values.history, sheet_of(values)
    letters = _letters_of(person)
    others = {
        "about-these-files.txt": _about(person, len(letters)).encode("utf-8"),
        "table.csv": table_of(history),
        "page.pdf": make_pdf(sheet, paper_of(person), now),
        "page.txt": write_text(sheet.title, text_sections(sheet)),
        "record-fhir.json": write_fhir(history, stable_name(person, "record"), now),
    }
    return write_record_zip(write_backup(history), letters, others)


def _letters_of(person: Person) -> list[ZippedLetter]:
    kept = Letter.objects.filter(batch__person=person, batch__deleted_at=None).select_related("batch")
    return [
        ZippedLetter(letter.batch.created_at.date(), letter.is_pdf, bytes(letter.content))
        for letter in kept.order_by("batch__created_at", "pk")
    ]


def _about(person: Person, letters: int) -> str:
    """What is in the zip, what is not, and how to open it again."""
    lines = [
        _("Everything in this record, saved on %(day)s") % {"day": dates.short_date(today_for(person))},
        "",
        _("record.json: the backup file. It contains all you entered."),
        _("letters: the letters you asked to keep (%(count)s).") % {"count": letters},
        _("page.pdf, page.txt: the page for the visit."),
        _("table.csv: results, blood counts, medicines, marrow tests and mutations for a spreadsheet."),
        _("record-fhir.json: the same for other health software, without your name."),
        "",
        _("Not in it: what you deleted, what an entry said before a change, and files with open questions."),
        "",
        _("To open it again: in CML Guide choose More, then “Open a record file”, then this zip file."),
        _("From a zip of more than %(limit)s MB take record.json out first, and choose that.")
        % {"limit": LARGEST_UPLOAD // 1_000_000},
    ]
    return "\r\n".join([*lines, ""])
