"""Reading over the API: filters, pages, marks, problems, nothing of another organisation."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tournevis.api.tests.factories import Program, program_of
from tournevis.assets.tests.factories import make_asset, make_asset_of
from tournevis.desk.rules import note
from tournevis.desk.tests.factories import make_ticket
from tournevis.files.tests.factories import make_attachment
from tournevis.outbox.tests.factories import make_message
from tournevis.people.tests.factories import make_administrator, make_organisation, make_site, make_team, make_user

LISTS = [
    "/tickets",
    "/tickets?order=acuity",
    "/tickets?order=updated",
    "/machines",
    "/people",
    "/sites",
    "/teams",
    "/logs/acts",
    "/logs/messages",
    "/logs/chores",
    "/knowledge/faults?q=papier",
]


def numbers(answer):
    return [item["number"] for item in answer.json()["items"]]


def test_a_list_is_paged_by_marks_to_its_end_and_back(technician):
    made = [make_ticket(make_user(technician.organisation)).number for _ in range(5)][::-1]
    program = program_of(technician)

    first = program.get("/tickets?limit=2")
    second = program.get(f"/tickets?limit=2&after={first.json()['next']}")
    third = program.get(f"/tickets?limit=2&after={second.json()['next']}")

    assert [numbers(page) for page in (first, second, third)] == [made[:2], made[2:4], made[4:]]
    assert third.json()["next"] is None
    assert numbers(program.get(f"/tickets?limit=2&before={third.json()['previous']}")) == made[2:4]


def test_a_mark_that_no_answer_gave_is_refused(technician):
    answer = program_of(technician).get("/tickets?after=abc")

    assert (answer.status_code, answer.json()["errors"][0]["at"]) == (422, "body/after")


def test_tickets_are_filtered(technician):
    mine = make_ticket(technician, assignee=technician, state_type="open")
    other = make_ticket(make_user(technician.organisation), blocked=True)
    program = program_of(technician)

    assert numbers(program.get("/tickets?whose=mine")) == [mine.number]
    assert numbers(program.get("/tickets?blocked=true")) == [other.number]
    assert numbers(program.get("/tickets?state=new&state=solved")) == [other.number]
    assert numbers(program.get(f"/tickets?requester={technician.pk}")) == [mine.number]
    later = (timezone.now() + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert numbers(program.get(f"/tickets?updated_since={later}")) == []
    assert numbers(program.get("/tickets/search?q=imprimante")) == [other.number, mine.number]


@pytest.mark.parametrize("asked", ["limit=0", "limit=x", "state=lost", "order=size", "updated_since=2026-01-01"])
def test_a_wrong_filter_is_named(technician, asked):
    answer = program_of(technician).get(f"/tickets?{asked}")

    assert answer.status_code == 422
    assert asked.split("=")[0] in answer.json()["errors"][0]["at"]


def test_errors_speak_the_language_of_the_person_or_of_the_request(technician):
    program = program_of(technician)

    assert program.get("/tickets?limit=0").json()["errors"][0]["message"] == "Au moins 1."
    assert program.get("/tickets?limit=0", Accept_Language="en").json()["errors"][0]["message"] == "At least 1."


@pytest.mark.parametrize(
    "path", ["/tickets/999", "/nowhere", "/knowledge/faults/no.such", "/machines/99999", "/people/99999"]
)
def test_what_is_not_there_is_a_problem_not_a_page(technician, path):
    answer = program_of(technician).get(path)

    assert (answer.status_code, answer.json()["type"]) == (404, "urn:tournevis:problem:not-found")


def test_a_wrong_method_is_a_problem_with_the_right_ones(technician):
    answer = program_of(technician).call("DELETE", "/tickets")

    assert (answer.status_code, answer.json()["status"]) == (405, 405)
    assert "GET" in answer.headers["Allow"]


def test_an_answer_seen_before_is_not_sent_again(technician):
    ticket = make_ticket(technician)
    program = program_of(technician)
    first = program.get(f"/tickets/{ticket.number}")

    again = program.get(f"/tickets/{ticket.number}", If_None_Match=first.headers["ETag"])
    assert (again.status_code, again.content) == (304, b"")

    note(ticket, "Seen", by=technician)
    assert program.get(f"/tickets/{ticket.number}", If_None_Match=first.headers["ETag"]).status_code == 200


def test_a_user_reads_his_own_and_not_what_technicians_note(user, technician):
    mine, others = make_ticket(user), make_ticket(make_user(user.organisation))
    note(mine, "Sounds like the fuser", by=technician)
    program = program_of(user)

    assert numbers(program.get("/tickets")) == [mine.number]
    assert program.get(f"/tickets/{others.number}").status_code == 404
    assert "fuser" not in program.get(f"/tickets/{mine.number}/timeline").content.decode()
    assert "fuser" in program_of(technician).get(f"/tickets/{mine.number}/timeline").content.decode()


def test_nothing_of_another_organisation_is_read(administrator):
    other = make_organisation()
    stranger = make_user(other)
    ticket, asset = make_ticket(stranger), make_asset(other)
    file = make_attachment(stranger)
    program = program_of(administrator)

    for path in (f"/machines/{asset.pk}", f"/people/{stranger.pk}", f"/attachments/{file.pk}"):
        assert program.get(path).status_code == 404, path
    assert program.get(f"/tickets/{ticket.number}").status_code == 404
    for path in LISTS[:9]:
        assert stranger.email not in program.get(path).content.decode(), path


def test_a_machine_tells_its_holder_and_a_user_sees_only_his(user, technician):
    mine, other = make_asset_of(user), make_asset(user.organisation)
    program = program_of(user)

    assert [item["id"] for item in program.get("/machines").json()["items"]] == [mine.pk]
    assert program.get(f"/machines/{other.pk}").status_code == 404
    assert program_of(technician).get(f"/machines/{mine.pk}").json()["holder"]["id"] == user.pk
    assert program.get(f"/machines/{mine.pk}/holdings").json()[0]["holder"]["id"] == user.pk


def test_an_attachment_comes_with_its_bytes(user):
    file = make_attachment(user)

    answer = program_of(user).get(f"/attachments/{file.pk}")

    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_the_log_is_taken_out_with_its_chain(administrator):
    program = program_of(administrator)
    lines = [line for line in b"".join(program.get("/logs/acts/export").streaming_content).splitlines() if line]

    assert b'"act": "token.create"' in lines[0]
    assert program.get("/logs/acts").json()["items"][0]["act"] == "list.export"
    assert all(b'"digest": "' in line for line in lines)


def test_a_secret_mail_is_not_told(administrator):
    make_message(administrator.organisation, body_text="s3cret-link", secret=True)

    assert "s3cret-link" not in program_of(administrator).get("/logs/messages").content.decode()


@pytest.mark.parametrize("path", LISTS)
def test_a_list_costs_few_queries_however_long_it_is(administrator, path, django_assert_max_num_queries):
    site, organisation = make_site(administrator.organisation), administrator.organisation
    people = [make_user(organisation, "technician", site=site) for _ in range(12)]
    for person in people:
        make_team(organisation, *people[:3])
        make_ticket(person, asset=make_asset_of(person, site=site))
        make_message(organisation)
    program = program_of(administrator)
    program.get(path)

    with django_assert_max_num_queries(15):
        answer = program.get(path)
    assert answer.status_code == 200, answer.content


def test_the_description_needs_no_key_and_says_what_it_is(db):
    told = Program().get("/openapi.json").json()

    assert told["openapi"].startswith("3.1")
    assert told["components"]["securitySchemes"]["BearerToken"] == {"type": "http", "scheme": "bearer"}
    for path, operations in told["paths"].items():
        for method, operation in operations.items():
            assert operation["security"], (method, path)
            assert "application/problem+json" in operation["responses"]["401"]["content"], (method, path)


def test_a_body_that_is_too_large_is_not_read(administrator):
    answer = program_of(administrator).post("/me", {"first_name": "x" * 2_600_000})

    assert answer.status_code == 413


def test_the_page_of_the_description_loads_nothing_from_elsewhere(client, user):
    client.force_login(user)

    page = client.get("/api/")

    assert page.status_code == 200
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    assert "https://" not in page.content.decode().replace("https://json-schema.org", "")


def test_a_key_of_one_organisation_administers_no_other(administrator):
    other = make_administrator(make_organisation())

    assert program_of(administrator).get("/me").json()["organisation"]["id"] != other.organisation_id
