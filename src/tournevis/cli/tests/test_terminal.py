import json
import re
from pathlib import Path

import pytest
from rich.console import Console

import tournevis.troubleshooting.tests as engine_tests
from tournevis.cli.case import Case
from tournevis.cli.report import write
from tournevis.cli.terminal import converse
from tournevis.troubleshooting import compile_model, load_base

BASE = Path(engine_tests.__file__).parent / "base"


@pytest.fixture(scope="module")
def model():
    return compile_model(load_base(BASE))


class Typist(Console):
    """A console whose person types the lines given, then leaves."""

    def __init__(self, *lines):
        super().__init__(record=True, width=100, force_terminal=False, highlight=False)
        self.lines = list(lines)

    def input(self, prompt="", **_):
        self.print(prompt, end="")
        if not self.lines:
            raise EOFError
        return self.lines.pop(0)


def talk(case, *lines, complaint="rien ne marche", fresh=False):
    console = Typist(*lines)
    code = converse(case, complaint, "windows", fresh=fresh, console=console)
    return console.export_text(), code


def test_a_case_is_led_by_the_keyboard_alone_to_its_explanation(model):
    case = Case(model, "fr")
    case.complain("rien ne marche")
    case.session.answer("lamp", "dark")
    case.session.answer("level", "ok")
    text, code = talk(case, "1")

    assert code == 0
    assert "Faire changer sous Windows" in text
    assert "ampoule" in text


def test_what_must_be_said_at_once_comes_before_anything_else(model):
    text, _ = talk(Case(model, "fr"), "q", complaint="il y a de la fumée qui sort de mon PC")

    assert "Coupez le courant" in text
    assert text.index("Coupez le courant") < text.index("1  ")


def test_a_wrong_key_is_explained_and_nothing_is_lost(model):
    case = Case(model, "en")
    text, code = talk(case, "99", "zzz", "q")

    assert code == 3
    assert "Type a number from 1 to" in text
    assert [event.kind for event in case.session.events] == ["understood"]


def test_why_shows_causes_with_their_evidence(model):
    case = Case(model, "en")
    case.complain("the lamp")
    case.session.answer("lamp", "dark")
    text, _ = talk(case, "w", "q")

    assert "bulb" in text
    assert "Lamp: Dark" in text
    assert "dB" in text


def test_why_tells_which_answer_would_change_the_plan(model):
    case = Case(model, "en")
    case.complain("the lamp")
    text, _ = talk(case, "w", "q")

    assert "can change what comes next:" in text
    assert re.search(r"“(Dark|Lit)” \(\d+%\)", text)


def test_an_earlier_answer_is_corrected_by_its_number(model):
    case = Case(model, "en")
    case.complain("the lamp")
    case.session.answer("lamp", "dark")
    talk(case, "c", "1", "2", "q")

    assert case.session.state.findings["lamp"].answer == "lit"


def test_an_open_case_is_offered_to_be_gone_on_with(model, tmp_path):
    diary = tmp_path / "case.jsonl"
    talk(Case(model, "fr", diary=diary), "q", fresh=True)
    text, _ = talk(Case(model, "fr", diary=diary), "", "q", complaint=None, fresh=True)

    assert "rien ne marche" in text


def test_a_new_complaint_leaves_the_open_case_aside(model, tmp_path):
    diary = tmp_path / "case.jsonl"
    talk(Case(model, "fr", diary=diary), "q", fresh=True)
    again = Case(model, "fr", diary=diary)
    talk(again, "q", complaint="autre chose", fresh=True)

    assert again.session.state.complaint == "autre chose"
    assert (tmp_path / "case.left.jsonl").exists()


def test_the_report_tells_the_case_to_people_and_to_programs(model, tmp_path):
    case = Case(model, "fr")
    case.complain("<script>alert(1)</script> rien ne marche")
    case.session.answer("lamp", "dark")
    case.session.outcome("rig.change_bulb", "solved")
    write(case, tmp_path / "case.html")

    page = (tmp_path / "case.html").read_text("utf-8")
    assert "<script>" not in page
    assert "ampoule" in page
    data = json.loads((tmp_path / "case.json").read_text("utf-8"))
    assert data["end"] == "done"
    assert [event["kind"] for event in data["events"]] == ["understood", "answer", "outcome"]


def test_a_code_in_the_complaint_is_told_before_the_first_question(model):
    text, _ = talk(Case(model, "fr"), "q", complaint="écran bleu 0x0000007B ce matin")

    assert "0x0000007B: Windows ne voit plus le disque" in " ".join(text.split())
    assert text.index("0x0000007B: Windows") < text.index("1  ")
