import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('grader', '0006_regrades'),
    ]

    operations = [
        migrations.CreateModel(
            name='ExerciseTrial',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('material', models.JSONField(help_text='The programs and numbers, as grader.material has them.')),
                (
                    'state',
                    models.CharField(
                        choices=[
                            ('queued', 'Waiting to be tried'),
                            ('running', 'Being tried'),
                            ('passed', 'Tried, and right'),
                            ('failed', 'Tried, and to be mended'),
                        ],
                        default='queued',
                        max_length=10,
                    ),
                ),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('claim', models.UUIDField(blank=True, null=True)),
                ('claimed_at', models.DateTimeField(blank=True, null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('retry_at', models.DateTimeField(blank=True, help_text='Not to be tried before.', null=True)),
                ('reason', models.TextField(blank=True, help_text='Why the sandbox could not try it.')),
                (
                    'report',
                    models.JSONField(blank=True, help_text='What each program did, with messages by key.', null=True),
                ),
                (
                    'cases',
                    models.BinaryField(
                        blank=True, help_text='Inputs and answers, as sandbox.wire writes them.', null=True
                    ),
                ),
            ],
            options={
                'ordering': ['-pk'],
                'indexes': [
                    models.Index(
                        condition=models.Q(('state__in', ['queued', 'running'])),
                        fields=['id'],
                        name='grader_open_trials',
                    )
                ],
            },
        ),
    ]
