import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("calendar", "0001_initial"),
        ("meetings", "0002_board"),
    ]

    operations = [
        migrations.CreateModel(
            name="MeetingCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("adults", models.PositiveIntegerField(default=0)),
                ("children", models.PositiveIntegerField(default=0)),
                (
                    "occurrence",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="meeting_count",
                        to="calendar.occurrence",
                    ),
                ),
            ],
            options={"ordering": ["pk"]},
        ),
    ]
