import io
import json
from pathlib import Path

import pytest

import tournevis.troubleshooting.tests as engine_tests
from tournevis.cli.case import Case, DamagedDiary, read_diary
from tournevis.cli.json_lines import run
from tournevis.troubleshooting import compile_model, load_base

BASE = Path(engine_tests.__file__).parent / "base"


@pytest.fixture(scope="module")
def model():
    return compile_model(load_base(BASE))


def talk(model, *messages, diary=None, complaint="rien ne marche"):
    """Everything that the program prints for these lines, and its exit code."""
    case = Case(model, "fr", reader_probes=True, diary=diary)
    if not case.session.events:
        case.complain(complaint)
    source = io.StringIO("".join(m if isinstance(m, str) else json.dumps(m) + "\n" for m in messages))
    sink = io.StringIO()
    code = run(case, source, sink, "linux")
    return [json.loads(line) for line in sink.getvalue().splitlines()], code


def test_each_line_has_what_the_protocol_promises(model):
    lines, code = talk(model)

    first = lines[0]
    assert code == 3
    assert first["protocol"] == 1
    assert first["step"] in ("question", "probe", "remedy")
    assert {"id", "text", "choices", "why", "risk", "belief"} <= set(first)
    assert all({"id", "text"} <= set(choice) for choice in first["choices"])
    assert sum(cause["p"] for cause in first["belief"]) == pytest.approx(1, abs=0.01)
    assert any(cause["fault"] == "other" for cause in first["belief"])


def test_a_case_ends_with_the_explanation_in_full(model):
    lines, code = talk(model, {"correct": "lamp", "answer": "dark"}, *[{"answer": None}] * 3)
    asked = [line["id"] for line in lines if line["step"] == "question"]
    assert code == 3
    assert len(asked) == len(set(asked)) or any(line["step"] == "error" for line in lines)

    answers = {"lamp": "dark", "level": "ok", "saved": "none"}
    lines, code = lead(model, answers, "rig.change_bulb")
    assert (code, lines[-1]["step"], lines[-1]["fault"]) == (0, "done", "rig.bulb")
    assert "ampoule" in lines[-1]["text"]


def lead(model, answers, cure):
    """Answer truthfully until the end, one more line at a time."""
    messages = []
    for _ in range(15):
        lines, code = talk(model, *messages)
        last = lines[-1]
        if last["step"] in ("done", "escalate"):
            return lines, code
        if last["step"] == "remedy":
            messages.append({"answer": "solved" if last["id"] == cure else "not_solved"})
        else:
            messages.append({"answer": answers.get(last["id"])})
    raise AssertionError(lines)


@pytest.mark.parametrize(
    "bad",
    [
        "nonsense\n",
        "[]\n",
        "42\n",
        '{"answer": "purple"}\n',
        '{"answer": {"deep": 1}}\n',
        '{"unknown": true}\n',
        '{"back": true}\n',
        '{"correct": "lamp", "answer": "dark"}\n',
        "\x00\ufffd\n",
        '{"answer": "' + "x" * 100_000 + '"}\n',
        "[" * 50_000 + "\n",
        "y" * 1_500_000 + "\n",
    ],
)
def test_a_bad_line_is_answered_by_an_error_and_the_step_is_put_again(model, bad):
    lines, code = talk(model, bad)

    assert [line["step"] for line in lines[1:2]] == ["error"]
    assert len(lines[1]["text"]) < 400
    assert lines[2]["id"] == lines[0]["id"]
    assert code == 3


def test_back_puts_the_question_before_again(model):
    lines, _ = talk(model, {"answer": None}, {"back": True})

    assert lines[2]["id"] == lines[0]["id"]


def test_a_hand_over_can_be_asked_for_at_any_step(model):
    lines, code = talk(model, {"escalate": True})

    assert (lines[-1]["step"], code) == ("escalate", 0)
    assert "rien ne marche" in lines[-1]["text"]


def test_null_to_a_remedy_counts_as_not_done(model):
    answers = {"lamp": "dark", "level": "ok", "saved": "none"}
    messages = []
    while True:
        lines, _ = talk(model, *messages)
        if lines[-1]["step"] == "remedy":
            break
        messages.append({"answer": answers.get(lines[-1]["id"])})
    remedy = lines[-1]["id"]

    after, _ = talk(model, *messages, {"answer": None})
    assert after[-1]["id"] != remedy


def test_a_killed_case_goes_on_where_it_stopped(model, tmp_path):
    diary = tmp_path / "case.jsonl"
    lines, _ = talk(model, {"answer": None}, diary=diary)
    whole = lines[-1]
    with diary.open("ab") as file:
        file.write(b'{"kind": "answ')  # killed in the middle of a line

    again, _ = talk(model, diary=diary)
    assert again[0] == whole


def test_a_damaged_diary_is_refused_with_its_line(tmp_path):
    diary = tmp_path / "case.jsonl"
    diary.write_text("gibberish\n")

    with pytest.raises(DamagedDiary, match=r"case\.jsonl:1"):
        list(read_diary(diary))


@pytest.mark.parametrize(
    "complaint", ["", "x" * 1_000_000, "\x00\x01\ud800".encode("utf-8", "replace").decode(), "🖨️" * 50]
)
def test_any_complaint_is_taken_in(model, complaint):
    lines, _ = talk(model, complaint=complaint)

    assert lines[0]["step"] in ("question", "probe", "remedy")


def test_what_the_codes_mean_goes_with_the_first_step_only(model):
    case = Case(model, "en", reader_probes=True)
    case.complain("stop 0x0000001A")
    source, sink = io.StringIO(json.dumps({"answer": None}) + "\n"), io.StringIO()
    run(case, source, sink, "linux", codes=case.codes())
    lines = [json.loads(line) for line in sink.getvalue().splitlines()]

    assert lines[0]["codes"][0].startswith("0x0000001A: Memory management")
    assert all("codes" not in line for line in lines[1:])


def test_a_step_tells_its_price_by_kind_and_a_remedy_what_its_success_rests_on(model):
    lines, _ = talk(
        model, {"correct": "lamp", "answer": "dark"}, {"answer": None}, {"answer": "dark"}, {"answer": "ok"}
    )
    steps = [line for line in lines if line["step"] in ("question", "probe", "remedy")]

    assert all(set(line["price"]) == {"technician", "user", "going", "money", "risk", "patience"} for line in steps)
    remedy = next((line for line in steps if line["step"] == "remedy"), None)
    assert remedy is not None
    assert set(remedy["success"]) == {"done_right", "holds", "cures"}
    assert remedy["row"] == {"before": [], "after": []}
    assert "partly" in [choice["id"] for choice in remedy["choices"]]


def test_a_case_goes_on_after_a_part_of_the_trouble_is_gone(model):
    answers, gone = {"lamp": "dark", "level": "full", "saved": "none"}, []
    messages = []
    for _ in range(15):
        lines, code = talk(model, *messages)
        last = lines[-1]
        if last["step"] == "done":
            break
        if last["step"] == "remedy":
            works = last["id"] in ("rig.change_bulb", "rig.empty_tank")
            gone += [last["id"]] if works else []
            messages.append({"answer": "not_solved" if not works else "solved" if len(set(gone)) == 2 else "partly"})
        else:
            messages.append({"answer": answers[last["id"]]})
    assert (lines[-1]["step"], code) == ("done", 0)
    assert all(name in lines[-1]["text"] for name in ("ampoule", "cuve"))
