from itertools import product

import numpy as np
import pytest

from tournevis.troubleshooting.games import Player, load_game, worlds_of
from tournevis.troubleshooting.games.answers import read
from tournevis.troubleshooting.games.belief import start, update
from tournevis.troubleshooting.games.floor import causes_known, floor
from tournevis.troubleshooting.games.mistakes import Misreporting
from tournevis.troubleshooting.games.optimum import Optimum, TooLarge
from tournevis.troubleshooting.games.repairs import Repairs
from tournevis.troubleshooting.packs import PackError
from tournevis.troubleshooting.tests.kiosk import PACK, Kiosk

INDOORS = "The machine T-17, indoors, sells nothing."
OUTDOORS = "The machine T-17, outdoors, sells nothing."
STATES = [
    dict(zip(("power", "cable", "contract"), cell, strict=True))
    for cell in product(("on", "off"), ("in", "out"), ("paid", "unpaid", "ended"))
]
BROKEN = [state for state in STATES if state != {"power": "on", "cable": "in", "contract": "paid"}]
MENDS = {"off": ["press"], "out": ["plug"], "unpaid": ["send_bill", "pay"], "open": ["close"]}


@pytest.fixture(scope="module")
def game():
    return load_game(PACK)


@pytest.fixture(scope="module")
def indoors(game):
    return Player(worlds_of(game, INDOORS))


@pytest.fixture(scope="module")
def outdoors(game):
    return Player(worlds_of(game, OUTDOORS))


@pytest.mark.parametrize("state", BROKEN, ids=lambda state: "-".join(state.values()))
def test_every_fault_is_mended_with_no_write_too_many_and_what_cannot_be_mended_is_handed_over(indoors, state):
    kiosk = Kiosk(**state)

    played = indoors.play(INDOORS, kiosk)

    writes = {call.tool for call in played.calls if call.kind == "write"}
    needed = {tool for value in state.values() for tool in MENDS.get(value, [])}
    if state["contract"] == "ended":
        assert played.end == "handed_over"
        assert writes <= needed
    else:
        assert played.end == "met"
        assert kiosk.sells
        assert sorted(call.tool for call in played.calls if call.kind == "write") == sorted(needed)


def test_what_can_be_at_fault_only_in_one_place_is_looked_at_there_alone(indoors, outdoors):
    inside, outside = Kiosk(power="off"), Kiosk(lid="open")

    indoors.play(INDOORS, inside)
    outdoors.play(OUTDOORS, outside)

    assert "look_at_lid" not in inside.calls
    assert outside.sells


def mean_calls(player):
    """Over every way the machine can be, as likely as the pack says."""
    worlds, spent = player.worlds, 0.0
    for row, weight in zip(*worlds.start, strict=True):
        state = {part: worlds.game.values(part)[row[worlds.place[part]]] for part in ("power", "cable", "contract")}
        spent += weight * len(player.play(INDOORS, Kiosk(**state)).calls)
    return spent


def optimum(worlds, proof):
    return Optimum(worlds, Repairs(worlds), proof).calls(*worlds.start)


def test_a_play_that_takes_nothing_for_mistaken_costs_what_the_exact_optimum_does(indoors):
    spent = mean_calls(Player(indoors.worlds, mistaken=0.0))

    assert optimum(indoors.worlds, proof=False) - 1e-9 <= spent <= optimum(indoors.worlds, proof=True) + 1e-9


def test_doubting_the_user_costs_a_tenth_at_most(indoors):
    best = optimum(indoors.worlds, proof=True)

    assert best <= mean_calls(indoors) <= 1.1 * best


def test_the_floor_lies_between_what_the_known_causes_need_and_what_the_play_needs(indoors):
    cases = [("off", "unplugged"), ("unpaid",), ("off", "unpaid"), ("ended",)]
    states = [
        {"power": "off", "cable": "out"},
        {"contract": "unpaid"},
        {"power": "off", "contract": "unpaid"},
        {"contract": "ended"},
    ]

    played = np.mean([len(indoors.play(INDOORS, Kiosk(**state)).calls) for state in states])

    certain, shown = floor(indoors.worlds, cases, proof=False), floor(indoors.worlds, cases, proof=True)
    assert causes_known(indoors.worlds, cases) < certain < shown < played


def test_a_thing_is_searched_among_those_that_end_like_the_number_first(indoors):
    kiosk = Kiosk(contract="unpaid")

    looked = [call.arguments["of"] for call in indoors.play(INDOORS, kiosk).calls if call.tool == "contract"]

    assert looked == ["K-17"]


def test_a_thing_that_is_not_found_is_not_looked_for_twice(game):
    kiosk = Kiosk(contract="unpaid")
    text = INDOORS.replace("T-17", "T-99")

    played = Player(worlds_of(game, text)).play(text, kiosk)

    assert kiosk.calls.count("contract") == 3
    assert played.end == "handed_over"


@pytest.mark.parametrize("wrong", range(1, 5))
def test_one_answer_that_is_mistaken_is_found_out(indoors, wrong):
    kiosk = Kiosk(power="off", cable="out", contract="unpaid")
    told = 0

    def hear(step, answer):
        nonlocal told
        told += step.by == "user" and bool(answer)
        if step.by != "user" or told != wrong:
            return answer
        fact = sorted(answer)[0]
        return {**answer, fact: next(v for v in indoors.worlds.game.values(fact) if v != answer[fact])}

    assert indoors.play(INDOORS, kiosk, hear).end == "met"
    assert kiosk.sells


def test_a_refused_call_is_not_made_again(game):
    kiosk = Kiosk(contract="unpaid")
    kiosk.pay = lambda: "Error: no such bill"

    played = Player(worlds_of(game, INDOORS)).play(INDOORS, kiosk)

    assert kiosk.calls.count("pay") == 1
    assert played.end == "handed_over"


def test_an_answer_that_says_nothing_teaches_nothing(game):
    worlds = worlds_of(game, INDOORS)
    step, before = game.steps["look_behind"], start(worlds)

    answer = read(worlds, step, "the user has hung up", {})

    assert answer == {}
    assert np.array_equal(update(worlds, before, step, answer, 0.02).weights, before.weights)


def test_an_answer_without_the_wanted_number_is_left_out(game):
    worlds = worlds_of(game, INDOORS)

    assert read(worlds, game.steps["contract"], '{"owed": 3}', {"today": "2026-11-24"}) == {}
    assert read(worlds, game.steps["contract"], "no JSON", {"today": "2026-11-24"}) == {}


def test_a_user_misreports_one_thing_and_a_tool_of_the_agent_nothing(game):
    worlds = worlds_of(game, INDOORS)
    liar = Misreporting(worlds, 0.999, "seed")

    told = liar(game.steps["look"], {"light": "yes", "link": "no"})

    assert sum(told[fact] != value for fact, value in {"light": "yes", "link": "no"}.items()) == 1
    assert liar(game.steps["contract"], {"standing": "paid"}) == {"standing": "paid"}


def test_a_complaint_that_fits_nothing_has_no_worlds(game):
    assert worlds_of(game, "the coffee is cold") is None


def test_an_exact_answer_is_refused_beyond_its_budget(indoors):
    with pytest.raises(TooLarge):
        Optimum(indoors.worlds, Repairs(indoors.worlds), budget=2).calls(*indoors.worlds.start)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("when: {power: off}, moves", "when: {powr: off}, moves", "powr is neither a part nor a fact"),
        ("{light: yes, cable: in}", "{light: yes, cable: inn}", "cable is never inn"),
        ("power: {states: {on: 1,", "power: {states: {on: 0,", "the good state, first, above zero"),
        ("    - {is: no}\nscreens", "screens", "the last line must hold everywhere"),
        ("screens: back}", "screens: bakc}", "bakc is no screen"),
        ("text: dark", 'text: "(dark"', "is no regular expression"),
        ("kind: hand_over", "kind: read", "no step hands over"),
        ("key: owed, below: 0.01", "key: owed", "`key` goes with one of"),
    ],
)
def test_a_pack_that_does_not_fit_together_is_refused_with_its_line(tmp_path, before, after, words):
    text = PACK.read_text()
    if before.endswith("screens"):
        before, after = "    - {is: unpaid}\nscreens", "screens"
    assert before in text
    broken = tmp_path / "kiosk.yaml"
    broken.write_text(text.replace(before, after, 1))

    with pytest.raises(PackError) as caught:
        load_game(broken)

    assert words in str(caught.value)
    assert all(remark.line > 0 for remark in caught.value.remarks)
