"""What `tournevis diagnose` says of what it cannot read or write."""

from pathlib import Path

import pytest

import tournevis.troubleshooting.tests as engine_tests
from tournevis.cli import diagnose, step_words
from tournevis.facts import Outcome, Reading
from tournevis.troubleshooting import Event, compile_model, load_base

BASE = Path(engine_tests.__file__).parent / "base"


@pytest.mark.parametrize("option", ["--report", "--case"])
def test_a_file_that_cannot_be_written_is_refused_before_the_case_begins(option, tmp_path, capsys):
    nowhere = str(tmp_path / "missing" / "case")

    code = diagnose.main(["rien ne marche", "--json-lines", "--no-local-probes", "--language", "en", option, nowhere])

    told = capsys.readouterr()
    assert (code, told.out) == (1, "")
    assert f"{nowhere} cannot be written" in told.err


def test_at_home_no_visit_is_proposed_and_nothing_above_the_bound(monkeypatch):
    asked = []
    monkeypatch.setattr(diagnose, "_by_json", lambda case, complaint, system: asked.append(case.allowance) or 0)
    words = ["--json-lines", "--no-local-probes", "--channel", "phone", "--at-home", "--max-risk", "low"]

    assert diagnose.main(["rien ne marche", "--faultbase", str(BASE), *words]) == 0
    assert (asked[0].channel, asked[0].at_home, asked[0].max_risk) == ("phone", True, "low")
    assert not asked[0].here.reaches(frozenset({"case_open"}), "first_line")


def test_why_a_device_was_not_read_is_told_in_words():
    model = compile_model(load_base(BASE))
    unread = Reading("rig.lamp", Outcome.REFUSED, because="unreachable: printer.example")

    text = step_words.reading(model, Event("unknown", "lamp"), unread, "fr")

    assert "unreachable" not in text
    assert "(printer.example)" in text
