"""A site with everything in it that a backup must not lose, and all of it read back as it stands."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.utils import timezone

from cmlguide.backups.schema import LEFT_OUT
from cmlguide.records.actions.imports import undo_import
from cmlguide.records.actions.purge_clock import trusted_now
from cmlguide.records.actions.rows import delete_row, edit_row
from cmlguide.records.models import AccountEvent, Letter, Look, UsedKey
from cmlguide.web.frame.accounts import secret_box
from tests.factories import (
    make_guest_link,
    make_helper,
    make_import,
    make_person,
    make_result,
    make_user,
    make_waiting_file,
)
from tests.records.every_noun import one_of_each

LETTER = b"%PDF-1.4\n\x00\xff a letter \r\n"
SECRET = "JBSWY3DPEHPK3PXP"


def fill_site():
    """Two people: one with a row of each kind, an undo bin, a change log and locked secrets; one plain."""
    owner = make_user(username="robin", email="robin@mail.example", recovery_key="a hash")
    person = make_person(owner, name="Róbin \U0001f9e1", extra={"unknown key": {"b": 1, "a": ["0.10"]}})
    rows = one_of_each(person)
    Letter.objects.create(batch=rows["import_batch"], is_pdf=True, content=LETTER)
    edit_row(rows["result"], note="read again")
    delete_row(make_result(person, "0.0030", lab="gone for now"))
    undo_import(batch=make_import(person))
    make_waiting_file(person)
    helper = make_helper(person)
    link = make_guest_link(person)
    now = timezone.now()
    Look.objects.create(person=person, helper=helper, who="Ana", page="timeline", hour=now)
    Look.objects.create(person=person, link=link, who="Dr Weber", page="shared-record", hour=now)
    UsedKey.objects.create(user=owner, person=person, digest="d" * 64, answer={"status": 302, "body": ""})
    trusted_now(now=now)
    AccountEvent.objects.create(user=owner, code="sheet_made")
    EmailAddress.objects.create(user=owner, email="robin@mail.example", verified=True, primary=True)
    locked = secret_box().encrypt(SECRET.encode()).decode()
    Authenticator.objects.create(user=owner, type="totp", data={"secret": locked})
    make_result(make_person(make_user(username="sam"), name="Sam"), "0.10")
    return person


def all_rows():
    """Every row of every table a backup holds, by table: (name of the column, value) as the models see it."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.label in LEFT_OUT:
            continue
        rows = model._base_manager.order_by("pk").values()
        found[model._meta.db_table] = [
            {name: bytes(value) if isinstance(value, memoryview) else value for name, value in row.items()}
            for row in rows
        ]
    return found
