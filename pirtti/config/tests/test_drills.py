"""The drills, small: on a really served installation, on either database."""

import pytest

from pirtti.config import cli

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]


@pytest.mark.parametrize(
    "words",
    [
        ["race", "--n", "60", "--seats", "10", "--repeat", "2"],
        ["double-submit"],
        ["kill", "--rounds", "2"],
    ],
    ids=lambda words: words[0],
)
def test_it_holds(words, capsys):
    code = cli.main(["drill", *words])

    assert capsys.readouterr().out == "It held.\n"
    assert code == 0
