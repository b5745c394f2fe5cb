"""Statements get a value that is sealed, cases a key, and the record its further nouns; values are sealed next."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import kintrace.kernel.clock
from kintrace.access.append_only import seal


def unseal(table: str) -> migrations.RunPython:
    """Lift the triggers of a table while it is made anew; `0005_nothing_plain` sets them again."""
    return migrations.RunPython(seal(table).reverse_code or migrations.RunPython.noop, migrations.RunPython.noop)


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_offices_by_row"),
        ("access", "__first__"),
        ("registry", "0002_append_only"),
    ]

    operations = [
        unseal("registry_statement"),
        unseal("registry_retraction"),
        migrations.CreateModel(
            name="LineList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("requests", "children who are looked for"),
                            ("children", "children who were found and registered"),
                        ],
                        max_length=10,
                    ),
                ),
                ("case", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.BinaryField()),
            ],
            options={
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.AddField(
            model_name="Person",
            name="case",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="Person",
            name="part",
            field=models.CharField(
                choices=[
                    ("sought", "child who is looked for"),
                    ("registered", "registered child"),
                    ("inquirer", "whoever asks"),
                    ("relative", "relative"),
                    ("custodian", "whoever looks after the child"),
                ],
                default="sought",
                max_length=10,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="Person",
            name="number",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.RenameField(
            model_name="Source",
            old_name="name",
            new_name="plain_name",
        ),
        migrations.AddField(
            model_name="Source",
            name="name",
            field=models.BinaryField(default=bytes),
        ),
        migrations.AddField(
            model_name="Source",
            name="case",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="Source",
            name="row",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.RemoveConstraint(
            model_name="TracingRequest",
            name="one_request_a_list_row",
        ),
        migrations.RenameField(
            model_name="TracingRequest",
            old_name="foreign_id",
            new_name="plain_id",
        ),
        migrations.RenameField(
            model_name="TracingRequest",
            old_name="list_name",
            new_name="plain_list",
        ),
        migrations.AddField(
            model_name="TracingRequest",
            name="case",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="TracingRequest",
            name="token",
            field=models.UUIDField(editable=False, null=True, unique=True),
        ),
        migrations.AddField(
            model_name="TracingRequest",
            name="line_list",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.linelist"
            ),
        ),
        migrations.AddField(
            model_name="TracingRequest",
            name="foreign_id",
            field=models.BinaryField(default=bytes),
        ),
        migrations.AddField(
            model_name="TracingRequest",
            name="channel",
            field=models.CharField(
                choices=[
                    ("hotline", "hotline"),
                    ("office", "visit to an office"),
                    ("letter", "letter"),
                    ("email", "e-mail"),
                    ("messenger", "messenger"),
                    ("web_form", "web form"),
                    ("field_visit", "visit in the field"),
                    ("partner_import", "list of a partner"),
                    ("media_response", "answer to a publication"),
                ],
                default="partner_import",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="TracingRequest",
            name="office",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.office"
            ),
        ),
        migrations.AddField(
            model_name="TracingRequest",
            name="assignee",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="TracingRequest",
            name="due_on",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="TracingRequest",
            name="closed_on",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="TracingRequest",
            name="reason",
            field=models.CharField(blank=True, max_length=30),
        ),
        migrations.AddField(
            model_name="TracingRequest",
            name="erased_on",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AlterField(
            model_name="TracingRequest",
            name="state",
            field=models.CharField(
                choices=[
                    ("contact_logged", "contact logged"),
                    ("draft", "being taken down"),
                    ("registered", "registered"),
                    ("tracing_active", "being traced"),
                    ("candidate_under_review", "a candidate is under review"),
                    ("dormant", "resting"),
                    ("answered", "answered"),
                    ("closed_resolved", "closed: answered"),
                    ("closed_withdrawn", "closed: taken back"),
                    ("closed_out_of_scope", "closed: not for tracing"),
                ],
                default="registered",
                max_length=30,
            ),
        ),
        migrations.RemoveConstraint(
            model_name="ChildRecord",
            name="one_child_a_list_row",
        ),
        migrations.RenameField(
            model_name="ChildRecord",
            old_name="foreign_id",
            new_name="plain_id",
        ),
        migrations.RenameField(
            model_name="ChildRecord",
            old_name="list_name",
            new_name="plain_list",
        ),
        migrations.AddField(
            model_name="ChildRecord",
            name="case",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="ChildRecord",
            name="token",
            field=models.UUIDField(editable=False, null=True, unique=True),
        ),
        migrations.AddField(
            model_name="ChildRecord",
            name="line_list",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.linelist"
            ),
        ),
        migrations.AddField(
            model_name="ChildRecord",
            name="foreign_id",
            field=models.BinaryField(default=bytes),
        ),
        migrations.AddField(
            model_name="ChildRecord",
            name="channel",
            field=models.CharField(
                choices=[
                    ("hotline", "hotline"),
                    ("office", "visit to an office"),
                    ("letter", "letter"),
                    ("email", "e-mail"),
                    ("messenger", "messenger"),
                    ("web_form", "web form"),
                    ("field_visit", "visit in the field"),
                    ("partner_import", "list of a partner"),
                    ("media_response", "answer to a publication"),
                ],
                default="partner_import",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="ChildRecord",
            name="office",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.office"
            ),
        ),
        migrations.AddField(
            model_name="ChildRecord",
            name="assignee",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="ChildRecord",
            name="due_on",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="ChildRecord",
            name="closed_on",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="ChildRecord",
            name="reason",
            field=models.CharField(blank=True, max_length=30),
        ),
        migrations.AddField(
            model_name="ChildRecord",
            name="erased_on",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AlterField(
            model_name="ChildRecord",
            name="state",
            field=models.CharField(
                choices=[
                    ("reported", "reported, not yet seen"),
                    ("sighted", "seen by staff"),
                    ("registered", "registered"),
                    ("documented", "fully documented"),
                    ("tracing", "family being traced"),
                    ("family_located", "family found"),
                    ("best_interests_decided", "decided what is best for the child"),
                    ("reunified", "with the family"),
                    ("alternative_care", "in other care, tracing goes on"),
                    ("closed", "closed"),
                ],
                default="registered",
                max_length=30,
            ),
        ),
        migrations.RemoveIndex(
            model_name="Statement",
            name="statement_of_subject",
        ),
        migrations.AlterField(
            model_name="Statement",
            name="subject",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="statements",
                to="registry.person",
            ),
        ),
        migrations.AlterField(
            model_name="Statement",
            name="source",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="statements",
                to="registry.source",
            ),
        ),
        migrations.AlterField(
            model_name="Statement",
            name="entered_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="Retraction",
            name="source",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="retractions",
                to="registry.source",
            ),
        ),
        migrations.AlterField(
            model_name="Retraction",
            name="entered_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RenameModel(
            old_name="Statement",
            new_name="PlainStatement",
        ),
        migrations.RenameModel(
            old_name="Retraction",
            new_name="PlainRetraction",
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "subject",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="registry.person",
                    ),
                ),
                (
                    "property",
                    models.CharField(
                        choices=[
                            ("name", "name"),
                            ("alias", "other name"),
                            ("sex", "sex"),
                            ("birth_date", "date of birth"),
                            ("age", "age"),
                            ("age_date", "age as of"),
                            ("father_name", "father's name"),
                            ("father_alias", "father's other name"),
                            ("mother_name", "mother's name"),
                            ("mother_alias", "mother's other name"),
                            ("siblings", "brothers and sisters"),
                            ("languages", "languages"),
                            ("origin", "origin"),
                            ("birth_place", "place of birth"),
                            ("last_place", "last known place"),
                            ("last_date", "last news, or date of registration"),
                            ("marks", "marks"),
                            ("belongings", "belongings"),
                            ("habits", "habits, songs and words"),
                            ("health", "health"),
                            ("separation", "how they became separated"),
                            ("care", "with whom the child lives"),
                            ("legal", "where the child stands before the law"),
                            ("papers", "papers"),
                            ("protection", "what the child is protected from"),
                            ("name_kind", "what kind of name it is"),
                        ],
                        max_length=20,
                    ),
                ),
                ("row", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("value", models.BinaryField()),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="statements", to="registry.source"
                    ),
                ),
                (
                    "source_class",
                    models.CharField(max_length=30),
                ),
                ("independence", models.UUIDField(editable=False, null=True)),
                ("learned_on", models.DateField()),
                (
                    "learned_to_the",
                    models.CharField(
                        choices=[("day", "to the day"), ("year", "to the year")], default="day", max_length=5
                    ),
                ),
                ("true_from", models.DateField(null=True)),
                ("true_until", models.DateField(null=True)),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("entered_at", models.DateTimeField(default=kintrace.kernel.clock.now, editable=False)),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("matching", "for matching"),
                            ("held_back", "held back for verification"),
                            ("staff_only", "for staff only"),
                        ],
                        default="matching",
                        max_length=10,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["subject", "position"], name="statement_of_subject")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("true_until__isnull", True),
                            models.Q(("true_from__isnull", False), ("true_until__gte", models.F("true_from"))),
                            _connector="OR",
                        ),
                        name="true_until_after_true_from",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Retraction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "statement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="retraction", to="registry.statement"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="retractions", to="registry.source"
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("entered_at", models.DateTimeField(default=kintrace.kernel.clock.now, editable=False)),
            ],
            options={
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Relation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="relations", to="registry.person"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("mother", "mother"),
                            ("father", "father"),
                            ("full_sibling", "brother or sister, same mother and father"),
                            ("half_sibling_pat", "brother or sister, same father"),
                            ("half_sibling_mat", "brother or sister, same mother"),
                            ("grandmother_mat", "grandmother, mother's mother"),
                            ("grandfather_mat", "grandfather, mother's father"),
                            ("grandmother_pat", "grandmother, father's mother"),
                            ("grandfather_pat", "grandfather, father's father"),
                            ("aunt_mat", "aunt, mother's side"),
                            ("uncle_mat", "uncle, mother's side"),
                            ("aunt_pat", "aunt, father's side"),
                            ("uncle_pat", "uncle, father's side"),
                            ("step_parent", "step-parent"),
                            ("co_wife_of_mother", "another wife of the father"),
                            ("cousin", "cousin"),
                            ("great_grandparent", "great-grandparent"),
                            ("foster_or_milk_kin", "foster or milk kin"),
                            ("neighbour", "neighbour"),
                            ("godparent_or_family_friend", "godparent or friend of the family"),
                            ("institution", "institution"),
                            ("other_kin", "other kin"),
                            ("self", "the child itself"),
                            ("unknown", "not known"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="relations_to", to="registry.person"
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("documented", "a paper says so"),
                            ("said", "somebody says so"),
                            ("doubted", "somebody doubts it"),
                            ("refuted", "it turned out otherwise"),
                        ],
                        default="said",
                        max_length=10,
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("entered_at", models.DateTimeField(default=kintrace.kernel.clock.now, editable=False)),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("person", models.F("to")), _negated=True),
                        name="nobody_is_related_to_themselves",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("person", "kind", "to"),
                        name="one_living_relation_a_kind",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Sighting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sightings", to="registry.person"
                    ),
                ),
                ("row", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("place", models.BinaryField()),
                (
                    "precision",
                    models.CharField(
                        choices=[
                            ("exact", "the very place"),
                            ("settlement", "the town or village"),
                            ("adm2", "the district"),
                            ("adm1", "the province"),
                            ("country", "the country"),
                        ],
                        default="settlement",
                        max_length=12,
                    ),
                ),
                ("custodian", models.BinaryField(default=bytes)),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sightings", to="registry.source"
                    ),
                ),
                (
                    "source_class",
                    models.CharField(max_length=30),
                ),
                ("independence", models.UUIDField(editable=False, null=True)),
                ("hearsay", models.PositiveSmallIntegerField(default=0)),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("matching", "for matching"),
                            ("held_back", "held back for verification"),
                            ("staff_only", "for staff only"),
                        ],
                        default="staff_only",
                        max_length=10,
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("entered_at", models.DateTimeField(default=kintrace.kernel.clock.now, editable=False)),
                ("retracted_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_day__gte", models.F("first_day"))),
                        name="sighting_ends_after_it_begins",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case", models.UUIDField()),
                ("scope", models.CharField(max_length=30)),
                ("granted", models.BooleanField()),
                (
                    "given_by",
                    models.CharField(
                        choices=[
                            ("mother", "mother"),
                            ("father", "father"),
                            ("full_sibling", "brother or sister, same mother and father"),
                            ("half_sibling_pat", "brother or sister, same father"),
                            ("half_sibling_mat", "brother or sister, same mother"),
                            ("grandmother_mat", "grandmother, mother's mother"),
                            ("grandfather_mat", "grandfather, mother's father"),
                            ("grandmother_pat", "grandmother, father's mother"),
                            ("grandfather_pat", "grandfather, father's father"),
                            ("aunt_mat", "aunt, mother's side"),
                            ("uncle_mat", "uncle, mother's side"),
                            ("aunt_pat", "aunt, father's side"),
                            ("uncle_pat", "uncle, father's side"),
                            ("step_parent", "step-parent"),
                            ("co_wife_of_mother", "another wife of the father"),
                            ("cousin", "cousin"),
                            ("great_grandparent", "great-grandparent"),
                            ("foster_or_milk_kin", "foster or milk kin"),
                            ("neighbour", "neighbour"),
                            ("godparent_or_family_friend", "godparent or friend of the family"),
                            ("institution", "institution"),
                            ("other_kin", "other kin"),
                            ("self", "the child itself"),
                            ("unknown", "not known"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("spoken", "spoken"),
                            ("written", "written"),
                            ("thumb", "by thumb print"),
                            ("partner", "to the partner who sent the list"),
                        ],
                        max_length=10,
                    ),
                ),
                ("language", models.CharField(max_length=3)),
                ("interpreted", models.BooleanField(default=False)),
                ("text_version", models.CharField(max_length=20)),
                (
                    "withhold_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("fear_of_harm", "for fear of harm"),
                            ("want_to_tell_themselves", "they want to tell it themselves"),
                            ("other", "something else"),
                        ],
                        max_length=30,
                    ),
                ),
                ("given_on", models.DateField()),
                ("expires_on", models.DateField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("entered_at", models.DateTimeField(default=kintrace.kernel.clock.now, editable=False)),
            ],
            options={
                "indexes": [models.Index(fields=["case", "scope"], name="consent_of_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("expires_on__isnull", True), ("expires_on__gte", models.F("given_on")), _connector="OR"
                        ),
                        name="consent_expires_after_it_is_given",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Move",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case", models.UUIDField()),
                ("was", models.CharField(max_length=30)),
                ("now", models.CharField(max_length=30)),
                ("grounds", models.JSONField(default=list)),
                ("reason", models.CharField(blank=True, max_length=30)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(default=kintrace.kernel.clock.now, editable=False)),
            ],
            options={
                "indexes": [models.Index(fields=["case", "at"], name="move_of_case")],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Fact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case", models.UUIDField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("child_released", "the child was let go"),
                            ("reunited_by_itself", "the family came together by itself"),
                            ("another_adult_came", "another adult came instead"),
                            ("child_moved", "the child was taken elsewhere"),
                            ("child_not_seen", "the child was not there"),
                            ("death_reported", "a death was reported"),
                            ("news_from_elsewhere", "there is news from elsewhere"),
                            ("other", "something else"),
                        ],
                        max_length=30,
                    ),
                ),
                ("row", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("note", models.BinaryField(default=bytes)),
                ("happened_on", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(default=kintrace.kernel.clock.now, editable=False)),
                ("reviewed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["case", "at"], name="fact_of_case"),
                    models.Index(fields=["reviewed_at"], name="fact_flagged"),
                ],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="DuplicateJudgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("requests", "children who are looked for"),
                            ("children", "children who were found and registered"),
                        ],
                        max_length=10,
                    ),
                ),
                ("first", models.UUIDField()),
                ("second", models.UUIDField()),
                (
                    "verdict",
                    models.CharField(
                        choices=[("same", "same child"), ("different", "different child"), ("unsure", "unsure")],
                        max_length=10,
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("reason", models.BinaryField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(default=kintrace.kernel.clock.now, editable=False)),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["second"], name="duplicate_of_second")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))), name="duplicate_in_order"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("first", "second", "by"),
                        name="one_living_duplicate_judgement_a_person_and_pair",
                    ),
                ],
            },
        ),
    ]
