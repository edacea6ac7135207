"""Instances of the troubleshooting problem in a file, one JSON object a line, each refused with file and line."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from tournevis.troubleshooting.problem import Array, Problem

FORM = (
    'one JSON object a line: {"id": text, "prior": [chance of each fault], "actions": [{"cost", "success": [chance for '
    'each fault]}], "questions": [{"cost", "answers": [[chance for each fault] for each answer]}], "escalation": cost}'
)
CLOSE = 1e-6  # what rounding may take from a sum of chances


def read_instances(path: Path) -> Iterator[tuple[str, Problem]]:
    """The instances of a file.

    Raises:
        ValueError: names the file, the line, what is wrong with it and what to do.
    """
    seen: dict[str, int] = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            name, problem = _instance(line)
            if name in seen:
                raise ValueError(f"id {name!r} is that of line {seen[name]} already: give each instance its own")
        except ValueError as error:
            raise ValueError(f"{path.name}:{number}: {error}") from error
        seen[name] = number
        yield name, problem
    if not seen:
        raise ValueError(f"{path.name}: holds no instance; {FORM}")


def _instance(line: str) -> tuple[str, Problem]:
    try:
        data = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"no JSON ({error}); {FORM}") from error
    if not isinstance(data, Mapping):
        raise ValueError(f"no JSON object; {FORM}")
    try:
        return str(data["id"]), problem_of(data)
    except KeyError as error:
        raise ValueError(f"{error} is missing; {FORM}") from error
    except TypeError as error:
        raise ValueError(f"{error}; {FORM}") from error


def problem_of(data: Mapping[str, Any]) -> Problem:
    """The problem of an instance.

    Raises:
        ValueError: names the part that is wrong and what to do; KeyError, TypeError: a part is missing or no list.
    """
    prior = _numbers("prior", data["prior"])
    if (prior < 0).any() or abs(prior.sum() - 1.0) > CLOSE:
        raise ValueError(f"prior: sums to {prior.sum():.6g}; give chances of at least 0 that sum to 1")
    actions, questions = data["actions"], data["questions"]
    success = [_chances(f"actions[{n}].success", a["success"], len(prior)) for n, a in enumerate(actions)]
    return Problem(
        belief=prior / prior.sum(),
        action_cost=_costs("actions", actions),
        success=np.array(success).reshape(len(actions), len(prior)),
        question_cost=_costs("questions", questions),
        answers=tuple(_answers(f"questions[{n}]", q["answers"], len(prior)) for n, q in enumerate(questions)),
        escalation=_cost("escalation", data["escalation"]),
    )


def _numbers(where: str, values: Any) -> Array:
    found = np.array(values, dtype=float)
    if found.ndim != 1 or not np.isfinite(found).all():
        raise ValueError(f"{where}: give a list of finite numbers")
    return found


def _cost(where: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < float("inf"):
        raise ValueError(f"{where}: a cost of {value!r}; give minutes above zero")
    return float(value)


def _costs(where: str, steps: Sequence[Mapping[str, Any]]) -> Array:
    return np.array([_cost(f"{where}[{n}].cost", step["cost"]) for n, step in enumerate(steps)], dtype=float)


def _chances(where: str, values: Any, faults: int) -> Array:
    found = _numbers(where, values)
    if len(found) != faults:
        raise ValueError(f"{where}: {len(found)} chances for {faults} faults; give one for each fault of the prior")
    if (found < 0).any() or (found > 1).any():
        raise ValueError(f"{where}: give chances from 0 to 1")
    return found


def _answers(where: str, rows: Any, faults: int) -> Array:
    if not rows:
        raise ValueError(f"{where}.answers: give at least one answer")
    found = np.array([_chances(f"{where}.answers[{k}]", row, faults) for k, row in enumerate(rows)])
    totals = found.sum(axis=0)
    if (abs(totals - 1.0) > CLOSE).any():
        fault = int(np.argmax(abs(totals - 1.0)))
        raise ValueError(f"{where}.answers: sum to {totals[fault]:.6g} under fault {fault}; they must sum to 1")
    return np.asarray(found / totals)
