import json

import pytest

from tournevis.cli import bench_planner
from tournevis.troubleshooting.instances import make
from tournevis.troubleshooting.problem import Problem

COIN = {
    "id": "coin",
    "prior": [0.5, 0.4, 0.1],
    "actions": [{"cost": 10, "success": [1.0, 0.0, 0.0]}, {"cost": 8, "success": [0.0, 0.9, 0.0]}],
    "questions": [{"cost": 1, "answers": [[0.9, 0.1, 0.5], [0.1, 0.9, 0.5]]}],
    "escalation": 60,
}


def as_data(name: str, problem: Problem) -> dict:
    actions = zip(problem.action_cost.tolist(), problem.success.tolist(), strict=True)
    questions = zip(problem.question_cost.tolist(), problem.answers, strict=True)
    return {
        "id": name,
        "prior": problem.belief.tolist(),
        "actions": [{"cost": cost, "success": success} for cost, success in actions],
        "questions": [{"cost": cost, "answers": rows.tolist()} for cost, rows in questions],
        "escalation": problem.escalation,
    }


@pytest.fixture
def measured(tmp_path, capsys):
    """Measures a file of these lines; gives the exit code, the rows and what was said."""

    def measure(*lines):
        file = tmp_path / "some.jsonl"
        file.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), "utf-8")
        code = bench_planner.main(["planner", "--instances", str(file), "--json"])
        told = capsys.readouterr()
        return code, json.loads(told.out)["instances"] if told.out else [], told.err

    return measure


def test_a_small_instance_costs_its_optimum_which_is_its_bound(measured):
    code, (row,), _ = measured(COIN)

    assert code == 0
    assert row["id"] == "coin"
    assert row["lower_bound"] == pytest.approx(row["expected_cost"])


def test_an_instance_too_large_to_be_solved_is_planned_as_one_strategy(measured):
    _, (row,), _ = measured(as_data("large", make("late", 1, 7, 10, 5)))

    assert 0.9 * row["expected_cost"] < row["lower_bound"] <= row["expected_cost"]
    assert row["decisions"] > 1
    assert row["ms_per_decision"] > 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"prior": [0.5, 0.4, 0.2]}, "prior: sums to 1.1; give chances"),
        ({"prior": [1.2, -0.3, 0.1]}, "prior: sums to 1; give chances of at least 0"),
        ({"prior": [0.5, float("nan"), 0.5]}, "prior: give a list of finite numbers"),
        ({"escalation": -60}, "escalation: a cost of -60; give minutes above zero"),
        ({"actions": [{"cost": 0, "success": [1, 0, 0]}]}, "actions[0].cost: a cost of 0"),
        ({"actions": [{"cost": 5, "success": [1, 0]}]}, "actions[0].success: 2 chances for 3 faults"),
        ({"actions": [{"cost": 5, "success": [1.5, 0, 0]}]}, "actions[0].success: give chances from 0 to 1"),
        ({"actions": [{"success": [1, 0, 0]}]}, "'cost' is missing; one JSON object a line"),
        ({"questions": [{"cost": -1, "answers": [[1, 1, 1]]}]}, "questions[0].cost: a cost of -1"),
        (
            {"questions": [{"cost": 1, "answers": [[0.9, 0.1, 0.5], [0.1, 0.8, 0.5]]}]},
            "questions[0].answers: sum to 0.9 under fault 1",
        ),
        ({"questions": [{"cost": 1, "answers": []}]}, "questions[0].answers: give at least one answer"),
        ({"questions": 3}, "one JSON object a line"),
    ],
)
def test_an_instance_that_is_none_is_refused_with_its_line_and_what_to_do(measured, change, said):
    code, rows, error = measured(COIN, {**COIN, "id": "other", **change})

    assert (code, rows) == (1, [])
    assert "some.jsonl:2: " in error
    assert said in error


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["{not json"], "some.jsonl:1: no JSON ("),
        (["[1, 2]"], "some.jsonl:1: no JSON object; one JSON object a line"),
        ([COIN, "", COIN], "some.jsonl:3: id 'coin' is that of line 1 already"),
        ([""], "some.jsonl: holds no instance; one JSON object a line"),
    ],
)
def test_a_file_that_holds_something_else_is_refused(measured, lines, said):
    code, _, error = measured(*lines)

    assert code == 1
    assert said in error
