
import cmlguide.records.validators
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0007_time_zone_not_said'),
    ]

    operations = [
        migrations.CreateModel(
            name='WaitingFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(max_length=64, validators=[cmlguide.records.validators.check_text])),
                ('content', models.BinaryField()),
                ('questions', models.PositiveIntegerField()),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('batch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='waiting_files', to='records.importbatch')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='waiting_files', to='records.person')),
            ],
        ),
    ]
