import pytest

from tournevis.language.chatter import without_chatter


@pytest.mark.parametrize(
    ("clauses", "left"),
    [
        (["my printer is stuck and i have a meeting in 10 minutes"], ["my printer is stuck"]),
        (["mon ecran est noir", "appel client dans 5 min"], ["mon ecran est noir"]),
        (["sa imprime plus", "jai une reunion dans 10 min"], ["sa imprime plus"]),
        (["bonjour"], []),
        (["help"], []),
        (["aidez moi svp", "plus de son"], ["plus de son"]),
    ],
)
def test_what_is_said_besides_the_trouble_is_left_out(clauses, left):
    assert without_chatter(clauses) == left


def test_a_meeting_that_is_itself_the_trouble_stays():
    assert without_chatter(["je ne peux pas rejoindre la reunion"]) == ["je ne peux pas rejoindre la reunion"]
