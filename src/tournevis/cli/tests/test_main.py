"""The command `tournevis`."""

from importlib import import_module

import pytest

from tournevis.cli import main


@pytest.mark.parametrize("words", main.COMMANDS)
def test_every_command_of_the_table_can_be_run(words):
    module, rest = main.find([*words.split(), "x"])

    assert callable(import_module(module).main)
    assert rest[-1] == "x"


def test_without_a_command_the_list_is_shown(capsys):
    assert main.main([]) == 0
    assert "serve" in capsys.readouterr().out


def test_an_unknown_command_is_said_and_the_list_shown(capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert main.main(["mend"]) == 2

    said = capsys.readouterr().err
    assert "unknown command: mend" in said
    assert "serve" in said
