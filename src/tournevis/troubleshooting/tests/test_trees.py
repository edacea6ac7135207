"""Decision trees are read with their places, judged, made faults, and lead to the same leaf."""

import json
import re
from pathlib import Path

import pytest

from tournevis.troubleshooting.packs import read_content
from tournevis.troubleshooting.packs.records import checked
from tournevis.troubleshooting.trees import FORMATS, Into, TreeError, convert, judge, read_tree
from tournevis.troubleshooting.trees.grow import grow
from tournevis.troubleshooting.trees.read import MOST_BYTES
from tournevis.troubleshooting.trees.tree import _remarks
from tournevis.troubleshooting.trees.trials import trial_of

SMALL = """schema: 1
tree: Lampe
nodes:
- id: bulb
  ask: L'ampoule est-elle noire ?
  answers:
  - {if: Oui, then: change}
  - {if: Non, then: socket}
- id: change
  remedy: Changer l'ampoule
- id: socket
  remedy: Remettre le courant
"""
CHART = "flowchart TD\n  a{Noire ?} -->|Oui| b[Changer l'ampoule]\n  a -->|Non| c[Remettre le courant]\n"
ROWS = "node,text,answer,next,remedy\na,Noire ?,Oui,b,\na,,Non,c,\nb,,,,Changer l'ampoule\nc,,,,Remettre le courant\n"
ROOT = Path(__file__).parents[4]
SCALES = read_content()["scales"]


def judged(text, name="tree.yaml"):
    return judge(read_tree(text, name))


def refusal(text, name="tree.yaml"):
    with pytest.raises(TreeError) as caught:
        judged(text, name)
    return caught.value.remarks


@pytest.mark.parametrize(
    ("text", "name"), [(SMALL, "t.yaml"), (CHART, "t.mmd"), (ROWS, "t.csv"), (ROWS.replace(",", ";"), "t.csv")]
)
def test_each_format_gives_the_same_tree_and_a_base_that_holds(text, name):
    report = judged(text, name)
    made = convert(report, Into("lamp"))
    base = checked(made.records, SCALES, "t")

    assert [way.leaf.said["fr"] for way in report.ways] == ["Changer l'ampoule", "Remettre le courant"]
    assert [list(fault.expects.values()) for fault in base.faults.values()] == [
        [{"oui": "always"}],
        [{"non": "always"}],
    ]


def test_json_is_read_as_yaml_is():
    data = {"nodes": [{"id": "a", "ask": "Q ?", "answers": [{"if": "o", "then": "b"}, {"if": "n", "then": "c"}]}]}
    data["nodes"] += [{"id": "b", "remedy": "B"}, {"id": "c", "remedy": "C"}]

    assert len(judged(json.dumps(data), "t.json").ways) == 2
    assert len(judge(read_tree(json.dumps(data), "")).ways) == 2


def test_a_pasted_text_is_known_by_its_first_line():
    assert [len(judge(read_tree(text, "")).ways) for text in (SMALL, CHART, ROWS)] == [2, 2, 2]


AGAIN = "- {id: again, ask: Q ?, answers: [{if: a, then: bulb}, {if: b, then: socket}]}\n"
LOOP = SMALL.replace("then: socket", "then: again") + AGAIN


@pytest.mark.parametrize(
    ("text", "name", "code", "line", "node"),
    [
        ("", "t.yaml", "empty", 0, ""),
        ("schema: 1\nnodes: []", "t.yaml", "empty", 0, ""),
        ("x" * (MOST_BYTES + 1), "t.yaml", "too_large", 0, ""),
        ("a: [1", "t.yaml", "not_yaml", 2, ""),
        (SMALL.replace("schema: 1", "schema: 2"), "t.yaml", "later", 1, ""),
        (LOOP, "t.yaml", "cycle", 4, "bulb"),
        (SMALL.replace("id: socket", "id: change"), "t.yaml", "twice", 11, "change"),
        (SMALL.replace("  remedy: Remettre le courant\n", ""), "t.yaml", "no_remedy", 11, "socket"),
        (SMALL.replace("Changer l'ampoule", "<script>x</script>"), "t.yaml", "code", 9, "change"),
        (SMALL.replace("then: socket", "then: moon"), "t.yaml", "nowhere", 8, "bulb"),
        (SMALL.replace("ask:", "aks:"), "t.yaml", "unknown_key", 4, "bulb"),
        (SMALL.replace("if: Non", "if: oui"), "t.yaml", "same_answer", 8, "bulb"),
        (CHART + "  c -->|x| a\n  c -->|y| b\n", "t.mmd", "cycle", 2, "a"),
        (CHART.replace("c[Remettre le courant]", "c"), "t.mmd", "no_remedy", 3, "c"),
        (CHART + "  ??? huh", "t.mmd", "not_understood", 4, ""),
        (CHART.replace("-->|Oui|", "-->"), "t.mmd", "no_answer_text", 2, "a"),
        ("flowchart TD\n  click a call run()\n", "t.mmd", "not_understood", 2, ""),
        (CHART.replace("Changer l'ampoule", "<img src=x onerror=y>"), "t.mmd", "code", 2, "b"),
        ("nothing here", "t.mmd", "not_flowchart", 1, ""),
        (ROWS + "b,,,,Autre\n", "t.csv", "twice", 6, "b"),
        (ROWS.replace("a,,Non,c,", "a,,Non,d,"), "t.csv", "nowhere", 3, "a"),
        (ROWS.replace("c,,,,Remettre le courant", "c,,,,"), "t.csv", "no_remedy", 5, "c"),
        (ROWS.replace("next", "nxt"), "t.csv", "no_columns", 1, ""),
        ("x", "t.doc", "unknown_format", 0, ""),
    ],
)
def test_a_tree_that_cannot_be_imported_is_refused_with_its_line_and_node(text, name, code, line, node):
    remarks = refusal(text, name)

    assert (code, line, node) in [(one.code, one.line, one.node) for one in remarks]


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(TreeError, match="not UTF-8"):
        read_tree(b"\xff\xfe\x00", "t.csv")


def test_every_remark_is_told_in_both_languages_and_says_what_to_do():
    for code, words in _remarks().items():
        assert set(words) == {"fr", "en"}, code
    told = refusal(LOOP)[0]
    assert told.text("fr").startswith("tree.yaml:4: nœud bulb : on y revient")
    assert "cut one of these links" in told.text("en")


def test_what_a_tree_lacks_is_reported_with_what_is_assumed_instead():
    text = SMALL + "- {id: lost, remedy: Jamais}\n"
    codes = {(one.node, one.code) for one in judged(text).lacks}

    assert {("lost", "unreached"), ("change", "lacks_minutes"), ("change", "lacks_check")} <= codes
    assert {("bulb", "lacks_how"), ("", "lacks_share"), ("", "lacks_language")} <= codes


def test_a_leaf_that_hands_over_is_a_dead_end_and_no_fault():
    report = judged(SMALL.replace("remedy: Remettre le courant", "hand_over: Appeler un électricien"))

    assert [node.id for node in report.dead_ends] == ["socket"]
    assert len(convert(report, Into("lamp")).faults) == 1


def test_two_leaves_with_one_remedy_share_it_and_ids_of_others_are_left_alone():
    report = judged(SMALL.replace("Remettre le courant", "Changer l'ampoule"))
    made = convert(report, Into("printing", frozenset({"remedies:printing.changer_l_ampoule"}), is_new=False))

    assert set(made.remedy_of.values()) == {"printing.changer_l_ampoule_2"}
    assert "families:printing" not in made.records


def test_an_instruction_on_the_way_becomes_how_the_next_question_is_answered():
    chart = "flowchart LR\n  a[Ouvrez le capot] --> b{Noire ?}\n  b -->|Oui| c[Changer]\n  b -->|Non| d[Laisser]\n"
    made = convert(judged(chart, "t.mmd"), Into("lamp"))
    (fact,) = [record for key, record in made.records.items() if key.startswith("facts:")]

    assert fact["ways"][0]["how"]["fr"] == "Ouvrez le capot"


def test_a_question_asked_twice_is_one_and_a_way_that_contradicts_itself_is_left_out():
    twice = SMALL.replace("then: socket", "then: bulb2") + (
        "- {id: bulb2, ask: L'ampoule est-elle noire ?, answers: [{if: Oui, then: never}, {if: Non, then: socket}]}\n"
        "- {id: never, remedy: Jamais}\n"
    )
    report = judged(twice)

    assert [way.leaf.id for way in report.ways] == ["change", "socket"]
    assert ("asked_again", "never") in [(one.code, one.node) for one in report.lacks]


@pytest.mark.parametrize("shape", ["binary", "chain", "ragged"])
def test_with_right_answers_the_engine_comes_to_the_leaf_of_the_tree_with_no_more_questions_on_average(shape):
    found = [trial_of(grow(shape, 4, seed), SCALES, cases=40, wrong=0.0) for seed in range(3)]

    assert all(one.tree_right == one.reached == 1.0 for one in found)
    assert sum(one.questions for one in found) <= sum(one.tree_steps - 1 for one in found)


def test_with_one_wrong_answer_in_twenty_the_engine_still_comes_to_the_leaf_that_the_tree_misses():
    found = trial_of(grow("binary", 4, seed=1), SCALES, cases=100, wrong=0.05)

    assert found.tree_right < 0.9
    assert found.reached >= 0.95
    assert found.steps <= found.tree_steps + 2


SAMPLES = re.findall(r"```(yaml|mermaid|csv)\n(.*?)```", (ROOT / "docs" / "trees.md").read_text("utf-8"), re.DOTALL)


@pytest.mark.parametrize(("form", "text"), SAMPLES, ids=[form for form, _text in SAMPLES])
def test_each_sample_of_the_documentation_is_imported(form, text):
    report = judge(read_tree(text, "", form))

    assert checked(convert(report, Into("lamp")).records, SCALES, "t").faults


def test_each_format_has_a_sample_in_the_documentation():
    assert {form for form, _text in SAMPLES} == set(FORMATS)
