"""Each fault of the base has a case that must find it and a near one that must not, in its family's file."""

from functools import cache
from pathlib import Path

import pytest
import yaml

from tournevis.language import Understander
from tournevis.troubleshooting import Session, compile_model, load_base

FOLDER = Path(__file__).parent
NOT_CASES = {"held_out_complaints.yaml", "held_out_development.yaml", "held_out_final.yaml", "held_out_english.yaml"}


@cache
def model():
    return compile_model(load_base())


@cache
def understander():
    return Understander(model().base)


def cases():
    for path in sorted(FOLDER.glob("*.yaml")):
        if path.name not in NOT_CASES:
            for case in yaml.safe_load(path.read_text("utf-8")):
                yield pytest.param(case, id=case["fault"])


def ranking(case):
    session = Session(model())
    complaint = str(case.get("complaint", ""))
    heard = understander().understand(complaint)
    session.understood(heard.weights, complaint=complaint, language=case.get("language", "fr"))
    for fact, answer in (case.get("answers") or {}).items():
        session.answer(str(fact), {True: "yes", False: "no"}.get(answer, str(answer)))
    return [fault for fault, _ in session.advice().belief]


@pytest.mark.parametrize("case", list(cases()))
def test_the_case_of_a_fault_ranks_it_first(case):
    assert ranking(case["finds"])[:1] == [case["fault"]]


@pytest.mark.parametrize("case", list(cases()))
def test_a_near_case_does_not_rank_it_first(case):
    ranked = ranking(case["near"])
    assert ranked[0] != case["fault"]
    if "is" in case["near"]:
        assert ranked[0] == case["near"]["is"]


def test_no_fault_is_without_a_case():
    with_case = {param.id for param in cases()}
    assert sorted(set(model().base.faults) - with_case) == []


def test_no_case_is_of_a_fault_that_left_the_base():
    with_case = {param.id for param in cases()}
    assert sorted(with_case - set(model().base.faults)) == []


def test_the_shipped_base_passes_the_linter(capsys):
    from tournevis.cli import faultbase

    assert faultbase.main(["lint"]) == 0, capsys.readouterr().err
