"""Finding tickets by words."""

import pytest

from tournevis.assets.tests.factories import make_asset
from tournevis.desk import queries, rules
from tournevis.desk.tests.factories import make_ticket
from tournevis.people.tests.factories import make_technician, make_user


def found(user, text):
    return [ticket.title for ticket in queries.search(user, text).tickets]


@pytest.fixture
def printer(organisation):
    requester = make_user(organisation, first_name="Zoé", last_name="Lefèvre")
    return make_ticket(requester, title="Imprimante bloquée", complaint="La feuille reste coincée à l'entrée.")


@pytest.mark.parametrize(
    "text",
    [
        "imprimante",
        "IMPRIMANTES bloquees",
        "bloquée feuille",
        "coinc",
        "zoe lefevre",
        "1",
        "#1",
        "entrée",
        "l'imprimante",
    ],
)
def test_case_accents_endings_and_unfinished_words_do_not_matter(printer, technician, text):
    assert found(technician, text) == ["Imprimante bloquée"]


@pytest.mark.parametrize("text", ["", "  ", "écran", "2", "%", "'; drop table", "9" * 40, "\0"])
def test_what_is_not_there_is_not_found(printer, technician, text):
    assert found(technician, text) == []


def test_a_ticket_with_some_of_the_words_is_shown_as_such(printer, technician):
    answer = queries.search(technician, "imprimante écran")
    assert [ticket.title for ticket in answer.tickets] == ["Imprimante bloquée"]
    assert not answer.whole


def test_a_slip_and_a_synonym_find_it(printer, technician):
    assert found(technician, "imprimnate") == ["Imprimante bloquée"]
    assert found(technician, "copieur") == ["Imprimante bloquée"]


def test_a_word_of_somebody_else_is_unknown_to_a_user(printer, organisation):
    other = make_user(organisation)
    make_ticket(other, title="Souris", complaint="Elle saute.")
    answer = queries.search(other, "imprimnate")
    assert (list(answer.tickets), answer.mended) == ([], {})


def test_a_word_in_the_subject_ranks_before_one_in_the_text(organisation, technician):
    user = make_user(organisation)
    make_ticket(user, title="Écran noir", complaint="Plus rien.")
    make_ticket(user, title="Souris", complaint="Rien sur l'écran.")
    assert found(technician, "écran") == ["Écran noir", "Souris"]


def test_answers_and_file_names_are_found_too(printer, technician):
    rules.reply(printer, "Essayez le bac numéro deux.", by=technician)
    assert found(technician, "bac deux") == ["Imprimante bloquée"]


def test_a_user_finds_his_own_only_and_never_by_an_internal_note(printer, technician, organisation):
    rules.note(printer, "Client mécontent", by=technician)
    assert found(technician, "mécontent") == ["Imprimante bloquée"]
    assert found(printer.requester, "mécontent") == []
    assert found(printer.requester, "imprimante") == ["Imprimante bloquée"]
    assert found(make_user(organisation), "imprimante") == []
    assert found(make_technician(), "imprimante") == []


def test_a_new_subject_and_machine_are_found_at_once(printer, technician):
    asset = make_asset(printer.organisation, name="IMP-0412")
    rules.change_fields(printer, title="Bourrage papier", asset=asset, by=technician)
    assert found(technician, "bourrage") == ["Bourrage papier"]
    assert found(technician, "imp-0412") == ["Bourrage papier"]
    assert found(technician, "0412") == ["Bourrage papier"]


def test_a_search_costs_few_queries(printer, technician, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        assert len(list(queries.search(technician, "imprimante bloquée feuille").tickets)) == 1
