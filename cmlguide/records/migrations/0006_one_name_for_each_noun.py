"""A visit and a medicine are called so everywhere: tables, links, and the nouns of the edit history."""

import django.db.models.deletion
from django.db import migrations, models

NEW_NOUNS = {"appointment": "visit", "treatment": "medicine"}


def rename_nouns(apps, schema_editor):
    _rename(apps, NEW_NOUNS)


def take_back(apps, schema_editor):
    _rename(apps, {new: old for old, new in NEW_NOUNS.items()})


def _rename(apps, names):
    for old, new in names.items():
        apps.get_model("records", "Change").objects.filter(noun=old).update(noun=new)


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0005_what_tests_and_people_say'),
    ]

    operations = [
        migrations.RenameModel('Appointment', 'Visit'),
        migrations.RenameModel('Treatment', 'Medicine'),
        migrations.RenameField('Answer', 'appointment', 'visit'),
        migrations.RenameIndex('Medicine', new_name='medicine_by_person', old_name='treatment_by_person'),
        migrations.AlterField(
            model_name='visit',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='visits', to='records.person'),
        ),
        migrations.AlterField(
            model_name='medicine',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='medicines', to='records.person'),
        ),
        migrations.AlterField(
            model_name='change',
            name='noun',
            field=models.CharField(choices=[('person', 'person'), ('medicine', 'medicine'), ('result', 'result'), ('blood_count', 'blood_count'), ('marrow_test', 'marrow_test'), ('mutation', 'mutation'), ('page_question', 'page_question'), ('goal', 'goal'), ('diary_entry', 'diary_entry'), ('other_medicine', 'other_medicine'), ('allergy', 'allergy'), ('waiting_sample', 'waiting_sample'), ('visit', 'visit'), ('answer', 'answer'), ('checklist_answer', 'checklist_answer'), ('import_batch', 'import_batch')], max_length=40),
        ),
        migrations.RunPython(rename_nouns, take_back),
    ]
