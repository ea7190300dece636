import django.db.models.deletion
from django.db import migrations, models


def use(name, version):
    return migrations.CreateModel(
        name=name,
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('name', models.CharField(max_length=500)),
            ('picture', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='content.picture')),
            ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pictures', to=version)),
        ],
        options={
            'ordering': ['name'],
            'abstract': False,
            'constraints': [models.UniqueConstraint(fields=('version', 'name'), name=f'{name.lower()}_name')],
        },
    )


class Migration(migrations.Migration):

    dependencies = [
        ('content', '0003_course_external_id'),
    ]

    operations = [
        migrations.CreateModel(
            name='Picture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hash', models.CharField(max_length=64, unique=True)),
                ('format', models.CharField(choices=[('png', 'PNG'), ('jpg', 'JPEG'), ('gif', 'GIF'), ('webp', 'WebP')], max_length=4)),
                ('width', models.PositiveIntegerField()),
                ('height', models.PositiveIntegerField()),
                ('data', models.BinaryField()),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={'ordering': ['-created_at']},
        ),
        use('LessonPicture', 'content.lessonversion'),
        use('BankPicture', 'content.bankversion'),
        use('ExercisePicture', 'content.exercisetextversion'),
    ]
