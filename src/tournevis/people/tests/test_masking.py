"""A person's name is found in a text however it is written, and nothing else is."""

import pytest

from tournevis.people.masking import Mask
from tournevis.people.models import User


def mask(**fields):
    told = {"first_name": "Hélène", "last_name": "Le Gall", "email": "h.legall@example.org", "username": "hlegall7"}
    return Mask([User(**{**told, "phone": "02 98 44 10 20", **fields})])


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour, Hélène Le Gall ici.",
        "Bonjour, HELENE LE GALL ici.",
        "Bonjour, helene le-gall ici.",
        "Bonjour, Le Gall Hélène ici.",
        "Bonjour, He\u0301le\u0300ne Le  Gall ici.",
        "Écrivez à H.LeGall@Example.org svp.",
        "Appelez le 02.98.44.10.20 svp.",
        "Appelez le +33 2 98 44 10 20 svp.",
        "Appelez le 0298441020 svp.",
        "La session hlegall7 est ouverte.",
    ],
)
def test_what_names_one_person_is_hidden_wherever_it_stands(text):
    hidden = mask().sure(text)

    assert "•••" in hidden
    assert not {"gall", "legall", "hlegall7", "98"} & set(hidden.lower().replace("-", " ").replace(".", " ").split())


@pytest.mark.parametrize(
    "text", ["Le galletage du gallon", "Hélène Martin", "Le 02 98 44 10 21", "hlegall70", "legall@example.com"]
)
def test_what_names_somebody_else_stays(text):
    assert mask().sure(text) == text


def test_a_first_name_alone_is_hidden_only_near_the_person():
    text = "Merci, Hélène. La session h.legall de hlegall7"

    assert "Hélène" in mask().sure(text)
    assert mask().near(text) == "Merci, •••. La session ••• de •••"


def test_a_short_name_is_hidden_as_a_name_and_not_as_a_word():
    bo = mask(first_name="Bo", last_name="Or", username="bo.or@example.org", email="bo.or@example.org")

    assert bo.near("Bo a perdu Or, un cadre or ou un bo film") == "••• a perdu •••, un cadre or ou un bo film"


def test_somebody_without_a_name_hides_nothing():
    nobody = mask(first_name="", last_name="", email="", username="", phone="")

    assert nobody.near("Rien à cacher.") == "Rien à cacher."


def test_texts_inside_a_json_value_are_hidden_and_the_rest_stays():
    assert mask().near_in({"user": ["hlegall7", 3, None], "ok": True}) == {"user": ["•••", 3, None], "ok": True}
