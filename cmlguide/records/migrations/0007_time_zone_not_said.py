"""A person who never named a time zone is no longer said to live at UTC."""

import cmlguide.records.validators
from django.db import migrations, models


def forget_default(apps, schema_editor):
    """UTC was what a new record began with, nobody's answer: from here on it is "not said"."""
    apps.get_model("records", "Person").objects.filter(time_zone="UTC").update(time_zone="")


def take_default(apps, schema_editor):
    apps.get_model("records", "Person").objects.filter(time_zone="").update(time_zone="UTC")


class Migration(migrations.Migration):
    dependencies = [("records", "0006_one_name_for_each_noun")]

    operations = [
        migrations.AlterField(
            model_name="person",
            name="time_zone",
            field=models.CharField(
                blank=True,
                default="",
                max_length=100,
                validators=[cmlguide.records.validators.check_time_zone],
            ),
        ),
        migrations.RunPython(forget_default, take_default),
    ]
