"""Every command explains itself, and does what it says."""

import re
from pathlib import Path

import pytest

from pirtti.config import cli, environment
from pirtti.network.models import Area, RoleGiven
from pirtti.network.rules import Level, Role
from pirtti.network.tests.factories import AreaFactory
from pirtti.people.models import User
from pirtti.people.tests.factories import UserFactory

DOCS = Path(__file__).parents[3] / "docs"


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_has_help_and_stands_in_the_documentation(name):
    parser, module = cli.parser_for(name)
    written = (DOCS / "commands.md").read_text()
    row = " ".join(re.findall(rf"^\| `pirtti {name}\b.*", written, re.MULTILINE))

    assert module.__doc__.splitlines()[0].endswith((".", ","))
    for option in parser._option_string_actions:
        if option.startswith("--") and option not in {
            "--help",
            "--language",
            "--address",
        }:
            assert option.removeprefix("--") in row


def test_the_documentation_names_no_command_that_is_not_there():
    written = (DOCS / "commands.md").read_text()

    assert set(re.findall(r"^\| `pirtti ([a-z-]+)", written, re.MULTILINE)) == set(
        cli.COMMANDS
    )


def test_every_setting_stands_in_the_documentation_and_no_other():
    written = (DOCS / "settings.md").read_text()

    assert set(re.findall(r"^\| `([A-Z_]+)`", written, re.MULTILINE)) == set(
        environment.SETTINGS
    )


def test_every_setting_that_is_read_is_listed():
    source = "".join(
        path.read_text()
        for path in Path(cli.__file__).parent.rglob("*.py")
        if "tests" not in path.parts
    )
    read = set(re.findall(r'environment\.(?:text|flag|number)\(\s*"(\w+)"', source))

    assert read <= set(environment.SETTINGS)
    assert "PIRTTI_WORKERS" in read


def test_without_words_the_commands_are_listed(capsys):
    assert cli.main([]) == 0
    said = capsys.readouterr().out
    assert all(name in said for name in cli.COMMANDS)


def test_a_mistyped_command_gets_a_hint(capsys):
    assert cli.main(["docter"]) == 2
    assert "Did you mean doctor?" in capsys.readouterr().err


@pytest.mark.django_db
def test_a_coordinator_is_made_and_the_printed_link_signs_in(home, client, capsys):
    AreaFactory(level=Level.COUNTRY)
    AreaFactory(slug="salo")

    code = cli.main(
        [
            "create-coordinator",
            "Worker@Salo.example",
            "--name",
            "Koordinaattori",
            "--area",
            "salo",
            "--language",
            "sv",
        ]
    )

    said = capsys.readouterr().out
    path = re.search(r"http://127\.0\.0\.1:8000(/sv/sign-in/link/\S+/)", said)[1]
    assert code == 0
    assert client.post(path).status_code == 302
    user = User.objects.get(email="worker@salo.example")
    assert (user.name, user.language) == ("Koordinaattori", "sv")
    assert client.session["_auth_user_id"] == str(user.pk)
    role = RoleGiven.objects.get(user=user)
    assert (role.role, role.area.slug) == (Role.COORDINATOR, "salo")


@pytest.mark.django_db
def test_an_account_that_is_there_gets_a_role_and_a_link(home, capsys):
    AreaFactory(level=Level.COUNTRY)
    worker = UserFactory()

    assert (
        cli.main(["create-coordinator", worker.email, "--role", "technical_admin"]) == 0
    )

    assert User.objects.count() == 1
    assert worker.roles.get().area.level == Level.COUNTRY


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["no-address"], "not an e-mail address"),
        (["a@b.example", "--area", "atlantis"], "Nothing here is called atlantis"),
        (["a@b.example", "--until", "2020-01-01"], "end before it begins"),
    ],
)
def test_what_can_not_be_done_is_said_and_makes_nothing(home, capsys, words, sentence):
    AreaFactory(level=Level.COUNTRY)

    assert cli.main(["create-coordinator", *words]) == 1

    assert sentence in capsys.readouterr().err
    assert not RoleGiven.objects.exists()


@pytest.mark.django_db
def test_finland_is_loaded_once(home, capsys):
    assert cli.main(["load-finland"]) == 0
    areas = Area.objects.count()
    assert cli.main(["load-finland"]) == 0

    said = capsys.readouterr().out
    assert areas > 300
    assert Area.objects.count() == areas
    assert f"{areas} areas added" in said
    assert "are there" in said


@pytest.mark.django_db
def test_tending_is_done_by_one_process_an_hour(home, settings, capsys):
    settings.BACKUPS_KEPT = 0

    assert cli.main(["tend"]) == 0
    said = capsys.readouterr().out
    assert cli.main(["tend", "--if-due"]) == 0

    assert "dates added" in said
    assert not capsys.readouterr().out


@pytest.mark.django_db
def test_recounting_finds_no_difference_where_nothing_was_counted(home, capsys):
    assert cli.main(["recount"]) == 0
    assert "All agree." in capsys.readouterr().out


@pytest.mark.django_db
def test_the_demo_never_joins_real_accounts(home, capsys):
    UserFactory()

    assert cli.main(["demo"]) == 1
    assert cli.main(["demo", "--if-empty"]) == 0

    assert "accounts here already" in capsys.readouterr().err
    assert not (home / "demo").exists()


@pytest.mark.django_db
def test_nothing_waits_to_be_migrated(home, capsys):
    assert cli.main(["migrate", "--list"]) == 0
    assert cli.main(["migrate"]) == 0
    assert "up to date" in capsys.readouterr().out
