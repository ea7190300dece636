from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('content', '0005_drafts'),
    ]

    operations = [
        migrations.AddField(
            model_name='exercisetextversion',
            name='judged_by',
            field=models.CharField(
                blank=True, db_index=True, help_text='The same for versions that are judged alike.', max_length=64
            ),
        ),
        migrations.AddField(
            model_name='exercisetextversion',
            name='judging',
            field=models.JSONField(
                blank=True, default=dict, help_text="Of an author's own exercise: its programs."
            ),
        ),
    ]
