from itertools import count

import pytest

from tournevis.language.measuring import BadFile, Bench, interval, measure, read_complaints

FILE = """
- {id: a, language: fr, complaint: "bourrage papier dans l'imprimante", fault: printing.paper_jam}
- {id: b, language: en, complaint: "the screen is black", fault: [display.screen_off, display.cable_loose, no.such]}
- {id: c, language: fr, complaint: "la machine à café est vide", fault: other}
- {id: d, language: en, complaint: "flux capacitor", fault: not.in_the_base}
- {id: e, language: fr, complaint: "rien ne sort", fault: [printing.paper_jam, printing.finisher_jam],
   answers: {printer_panel: jam}}
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "complaints.yaml"
    path.write_text(FILE)
    return path


@pytest.fixture(scope="module")
def bench(base):
    ticks = count()
    return Bench(base, lambda: next(ticks) / 1000)


def test_cases_whose_fault_the_base_lacks_are_left_out_and_counted(file, base):
    complaints, left_out = read_complaints(file, base)

    assert [complaint.id for complaint in complaints] == ["a", "b", "c", "e"]
    assert left_out == 1


def test_shares_are_told_by_language_after_answers_and_for_outsiders(file, base, bench):
    found = measure(bench, read_complaints(file, base)[0])

    assert found["cases"] == 3
    assert found["languages"]["en"]["cases"] == 1
    assert found["family_top3"] == 1.0
    assert found["ms"] == 1.0
    assert found["other"]["cases"] == 1
    assert found["after_answers"]["top1"] == 1.0
    assert {"top1", "top3", "top5", "family_top1", "family_top3"} == set(found["intervals"])


def test_a_miss_says_what_was_found_instead(base, bench, tmp_path):
    path = tmp_path / "odd.yaml"
    path.write_text('- {id: x, language: fr, complaint: "bourrage papier imprimante", fault: display.screen_off}')

    (miss,) = measure(bench, read_complaints(path, base)[0])["misses"]

    assert miss["id"] == "x"
    assert miss["rank"] > 5
    assert miss["first"][0] == "printing.paper_jam"


@pytest.mark.parametrize(
    "text", ["{}", "- {id: a}", "- text", "[", "- {language: fr, complaint: x, fault: y, answers: 3}"]
)
def test_a_file_that_is_no_list_of_cases_is_refused(tmp_path, base, text):
    path = tmp_path / "bad.yaml"
    path.write_text(text)

    with pytest.raises(BadFile):
        read_complaints(path, base)


def test_an_answer_that_the_base_does_not_know_is_passed_over_and_named(tmp_path, base, bench):
    path = tmp_path / "other.yaml"
    path.write_text(
        "- {id: z, language: fr, complaint: bourrage, fault: printing.paper_jam, answers: {printer_panel: x, odd: 1}}"
    )

    found = measure(bench, read_complaints(path, base)[0])["after_answers"]

    assert found["cases"] == 1
    assert found["unknown_answers"] == ["odd", "printer_panel"]


def test_the_interval_of_a_share_holds_it_and_narrows():
    low, high = interval(8, 10)
    assert low < 0.8 < high
    assert interval(800, 1000)[1] - interval(800, 1000)[0] < high - low
    assert interval(0, 0) == (0.0, 1.0)
