import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

STATES = [('draft', 'draft'), ('published', 'published'), ('retired', 'retired'), ('discarded', 'discarded')]
VERSIONS = ['lessonversion', 'bankversion', 'exercisetextversion']


def person():
    return models.ForeignKey(
        blank=True,
        null=True,
        on_delete=django.db.models.deletion.SET_NULL,
        related_name='+',
        to=settings.AUTH_USER_MODEL,
    )


def upload():
    return models.ForeignKey(
        blank=True,
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name='%(class)ss',
        to='content.upload',
    )


class Migration(migrations.Migration):

    dependencies = [
        ('content', '0004_pictures'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Upload',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.CharField(blank=True, max_length=300)),
                ('warnings', models.JSONField(blank=True, default=list)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('author', person()),
            ],
            options={'ordering': ['-created_at']},
        ),
        migrations.CreateModel(
            name='FormerAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=100, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                (
                    'lesson',
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name='former_addresses',
                        to='content.lesson',
                    ),
                ),
            ],
            options={'ordering': ['slug']},
        ),
        migrations.AddField('lessonversion', 'course_told', models.JSONField(blank=True, default=dict)),
        *(
            operation
            for name in VERSIONS
            for operation in (
                migrations.AddField(name, 'published_by', person()),
                migrations.AddField(name, 'upload', upload()),
                migrations.AlterField(
                    name, 'state', models.CharField(choices=STATES, default='published', max_length=12)
                ),
            )
        ),
    ]
