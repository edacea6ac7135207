"""The list of cases, search, faults, the manager's page, a case opened for somebody who calls."""

import pytest
from django.urls import reverse

from tournevis.assets.tests.factories import make_asset_of
from tournevis.desk.models import Impact, Ticket
from tournevis.desk.rules import assign, note, set_pending, take
from tournevis.diagnosis import rules
from tournevis.diagnosis.models import Diagnosis
from tournevis.diagnosis.tests.small import make_case
from tournevis.people.tests.factories import make_manager, make_team, make_technician, make_user
from tournevis.workbench import listing

pytestmark = pytest.mark.django_db
CASES = "/work/"


def numbers(answer):
    return [row.ticket.number for row in answer.context["rows"]]


def test_the_most_acute_case_stands_first_with_its_reason(bench, user):
    make_case(user)
    urgent = make_case(user, impact=Impact.SITE, blocked=True)
    answer = bench.get(CASES)

    assert numbers(answer)[0] == urgent.number
    assert str(answer.context["rows"][0].acuity.reasons[0].text) in answer.content.decode()


def test_the_list_is_narrowed_to_mine_my_teams_or_nobodys(bench, user, technician):
    mine, teams, nobodys = make_case(user), make_case(user), make_case(user)
    take(mine, by=technician)
    team = make_team(user.organisation, technician)
    assign(teams, by=technician, team=team)

    assert numbers(bench.get(CASES, {"whose": "mine"})) == [mine.number]
    assert numbers(bench.get(CASES, {"whose": "teams"})) == [teams.number]
    assert set(numbers(bench.get(CASES, {"whose": "nobody"}))) == {teams.number, nobodys.number}


def test_the_list_is_narrowed_by_state(bench, user, technician):
    new, resting, done = make_case(user), make_case(user), make_case(user)
    set_pending(resting, by=technician)
    rules.solve(done, "Voilà.", by=technician)

    assert numbers(bench.get(CASES, {"state": "pending"})) == [resting.number]
    assert numbers(bench.get(CASES, {"state": "finished"})) == [done.number]
    assert set(numbers(bench.get(CASES))) == {new.number, resting.number}


def test_a_filter_that_makes_no_sense_is_as_if_it_were_not_there(bench, user):
    make_case(user)
    asked = {"whose": "x", "state": "y", "age": "z", "assignee": "'; drop", "after": "~~~", "before": "1~2"}

    assert len(numbers(bench.get(CASES, asked))) == 1


def test_an_empty_list_says_what_to_do_next(bench):
    assert "empty-state" in bench.get(CASES).content.decode()
    assert "empty-state" in bench.get(CASES, {"whose": "mine"}).content.decode()


def test_the_likely_cause_is_named_in_the_list(bench, user):
    ticket = make_case(user)
    rules.answer(ticket, "printer_panel", "jam", by=user)

    assert "Bourrage papier" in bench.get(CASES).content.decode()


def test_taking_the_next_one_opens_the_most_acute_case_that_nobody_has(bench, user, technician):
    make_case(user)
    urgent = make_case(user, blocked=True)
    answer = bench.post(reverse("workbench:next"))

    assert answer.headers["Location"] == reverse("workbench:case", args=[urgent.number])
    urgent.refresh_from_db()
    assert urgent.assignee == technician


def test_taking_the_next_one_when_there_is_none_says_so(bench):
    assert bench.post(reverse("workbench:next")).headers["Location"] == CASES


def test_pages_follow_each_other_without_gap_or_repetition(bench, user, technician):
    for _case in range(55):
        make_case(user)
    first = bench.get(CASES)
    second = bench.get(CASES + first.context["page"].older)
    assert [len(numbers(first)), len(numbers(second))] == [50, 5]
    everything = listing.cases(technician, listing.Filter()).values_list("number", flat=True)
    assert numbers(first) + numbers(second) == list(everything)

    again = bench.get(CASES + second.context["page"].newer)
    assert numbers(again) == numbers(first)


def test_the_list_is_exported_as_a_table_that_runs_nothing(bench, user):
    make_case(user, "=cmd|' /C calc'!A0", title="=1+1 imprimante")
    answer = bench.get(CASES, {"format": "csv"})

    assert answer.headers["Content-Type"].startswith("text/csv")
    assert "'=1+1" in b"".join(answer.streaming_content).decode()


def test_the_list_stays_within_fifteen_queries_for_fifty_rows(bench, user, django_assert_max_num_queries):
    for _case in range(50):
        make_case(make_user(user.organisation), asset=None)
    with django_assert_max_num_queries(15):
        assert len(numbers(bench.get(CASES))) == 50


def test_a_search_finds_cases_and_faults(bench, user, django_assert_max_num_queries):
    for _case in range(50):
        make_case(user)
    with django_assert_max_num_queries(15):
        text = bench.get(reverse("workbench:search"), {"q": "imprimante bloquee"}).content.decode()

    assert "Mon imprimante est bloquée" in text


def test_a_number_leads_straight_to_its_case(bench, user):
    ticket = make_case(user)
    answer = bench.get(reverse("workbench:search"), {"q": f"#{ticket.number}"})

    assert answer.headers["Location"] == reverse("workbench:case", args=[ticket.number])


def test_a_search_for_nothing_or_for_what_is_not_there_says_what_to_do(bench):
    for text in ("", "xyzzy qwrtpsd", "<xyzzy>"):
        assert "empty-state" in bench.get(reverse("workbench:search"), {"q": text}).content.decode()


def test_a_fault_shows_what_is_known_of_it_and_what_worked_here(bench, user):
    ticket = make_case(user)
    rules.answer(ticket, "printer_panel", "jam", by=user)
    rules.outcome(ticket, "printing.clear_jam", "solved", by=user)
    rules.guide(ticket, by=user)
    text = bench.get(reverse("workbench:fault", args=["printing.jam"])).content.decode()

    assert "chemin du papier" in text
    assert "Retirer la feuille coincée" in text
    assert bench.get(reverse("workbench:fault", args=["moon"])).status_code == 404


def test_a_caller_is_found_by_a_few_letters_and_his_case_opened_in_two_steps(bench, user, technician):
    machine = make_asset_of(user, name="PC-COMPTA")
    found = bench.get(reverse("workbench:new"), {"q": "ursul"}, headers={"HX-Request": "true"}).content.decode()
    assert str(user) in found
    assert "<html" not in found

    url = reverse("workbench:new_for", args=[user.pk])
    assert "PC-COMPTA" in bench.get(url).content.decode()
    data = {"complaint": "L'imprimante bloque", "asset": machine.pk, "channel": "phone", "impact": "me"}
    answer = bench.post(url, data)
    ticket = Ticket.objects.get()
    assert answer.headers["Location"] == reverse("workbench:case", args=[ticket.number])
    assert (ticket.requester, ticket.opened_by, ticket.asset, ticket.assignee) == (
        user,
        technician,
        machine,
        technician,
    )
    assert Diagnosis.objects.filter(ticket=ticket).exists()


def test_a_case_without_words_is_not_opened_and_the_error_stands_by_its_field(bench, user):
    url = reverse("workbench:new_for", args=[user.pk])
    answer = bench.post(url, {"complaint": " ", "channel": "phone", "impact": "me", "asset": "99999"})

    assert answer.status_code == 422
    assert answer.content.decode().count('class="problem"') == 2
    assert not Ticket.objects.exists()


def test_nobody_of_another_organisation_is_found(bench):
    stranger = make_user(first_name="Zoe")
    assert "Zoe" not in bench.get(reverse("workbench:new"), {"q": "zoe"}).content.decode()
    assert bench.get(reverse("workbench:new_for", args=[stranger.pk])).status_code == 404


def test_the_managers_figures_open_the_rows_that_make_them(client, user, django_assert_max_num_queries):
    manager, other = make_manager(user.organisation), make_technician(user.organisation)
    for place in range(50):
        ticket = make_case(user, blocked=place < 2)
        if place < 5:
            take(ticket, by=other)
        if place < 3:
            rules.answer(ticket, "printer_panel", "jam", by=other)
            rules.outcome(ticket, "printing.clear_jam", "solved", by=other)
            rules.solve(ticket, "Voilà.", by=other)
    client.force_login(manager)
    with django_assert_max_num_queries(15):
        answer = client.get(reverse("workbench:overview"))

    shown = answer.context
    assert shown["open"] == 47
    for kind in ("states", "ages", "people", "causes"):
        for figure in shown[kind]:
            rows = numbers(client.get(f"{CASES}?{figure.query}"))
            assert len(rows) == figure.count, (kind, figure)
    assert shown["causes"][0].count == 3
    assert len(numbers(client.get(f"{CASES}?{shown['blocked_query']}"))) == shown["blocked"]


def test_a_technician_does_not_see_the_managers_page(bench):
    assert bench.get(reverse("workbench:overview")).status_code == 403


def test_words_of_notes_find_a_case_for_technicians(bench, user, technician):
    ticket = make_case(user)
    note(ticket, "Spouleur planté", by=technician)

    assert numbers(bench.get(reverse("workbench:search"), {"q": "spouleur"})) == [ticket.number]


def test_the_list_is_sorted_as_asked(bench, user):
    first, second = make_case(user), make_case(user, blocked=True)

    assert numbers(bench.get(CASES, {"sort": "oldest"})) == [first.number, second.number]
    assert numbers(bench.get(CASES, {"sort": "newest"})) == [second.number, first.number]


def test_a_view_that_is_kept_opens_by_itself_and_every_other_is_a_click_away(bench, user, technician):
    take(make_case(user), by=technician)
    bench.post(reverse("workbench:view"), {"view": "whose=mine&sort=oldest&evil=1"})

    assert bench.get(CASES).headers["Location"] == "/work/?whose=mine&sort=oldest"
    assert numbers(bench.get(CASES, {"whose": "all"}))


@pytest.mark.parametrize("path", ["/work/cases/99999999999999999999/", "/work/new/99999999999999999999/"])
def test_a_number_beyond_any_case_is_not_found(bench, path):
    assert bench.get(path).status_code == 404
