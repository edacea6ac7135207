"""Users brought as a table."""

import pytest

from tournevis.outbox.models import Message
from tournevis.people import tables
from tournevis.people.models import Power, User
from tournevis.people.rules import NotAllowed, import_users, plan_users
from tournevis.people.rules.imports import Broken
from tournevis.people.tests.factories import make_administrator, make_site, make_user

HEAD = "email;first_name;last_name;role;site\n"


def told(plan):
    return [(row.line, row.act, row.errors) for row in plan.rows if row.act != "close"]


ROLES = (
    "User, Key user, Technician, Second-line technician, On-site technician, Asset manager, Network manager, "
    "Process owner, Call-centre manager, Manager, Auditor, Administrator"
)


def test_a_plan_says_what_would_be_done_and_writes_nothing(administrator, english):
    organisation = administrator.organisation
    make_site(organisation, "Lyon")
    make_user(organisation, email="same@example.org", first_name="Sam", last_name="E")
    make_user(organisation, email="old@example.org", first_name="Old", last_name="Name")
    text = HEAD + (
        "new@example.org;Ana;B;Technician;lyon\n"
        "same@example.org;Sam;E;;\n"
        "OLD@example.org;Old;New name;;\n"
        ";No;Mail;;\n"
        "bad;Bad;Mail;;\n"
        "x@example.org;X;Y;king;Paris\n"
        "new@example.org;Twice;B;;\n"
    )
    before = User.objects.count()

    assert told(plan_users(text, by=administrator)) == [
        (2, "create", []),
        (3, "same", []),
        (4, "change", []),
        (5, "error", ["E-mail: The e-mail is missing."]),
        (6, "error", ["E-mail: Enter a valid email address."]),
        (
            7,
            "error",
            [
                f"Role: king is not one of: {ROLES}",
                "Site: There is no site named Paris.",
            ],
        ),
        (8, "error", ["E-mail: This e-mail is already on line 2."]),
    ]
    assert User.objects.count() == before


def test_importing_makes_and_changes(administrator):
    make_user(administrator.organisation, email="old@example.org", first_name="Old", last_name="Name")
    text = HEAD + "new@example.org;Ana;B;technician;\nold@example.org;Old;Renamed;;\n"
    plan = import_users(text, by=administrator)
    assert [plan.count(act) for act in ("create", "change", "error")] == [1, 1, 0]
    assert User.objects.get(email="new@example.org").is_technician
    assert User.objects.get(email="old@example.org").last_name == "Renamed"


def test_with_one_wrong_row_nothing_is_imported_and_the_row_is_told(administrator, english):
    with pytest.raises(Broken) as caught:
        import_users(HEAD + "new@example.org;Ana;B;technician;\nbad;X;Y;;\n", by=administrator)
    assert told(caught.value.plan)[1] == (3, "error", ["E-mail: Enter a valid email address."])
    assert list(User.objects.all()) == [administrator]


def test_accounts_that_the_table_does_not_name_are_closed_only_where_it_tells_of_everybody(administrator):
    gone = make_user(administrator.organisation, email="gone@example.org")
    make_user(email="elsewhere@example.org")
    text = HEAD + "new@example.org;Ana;B;;\n"
    proposed = [row.cells["email"] for row in plan_users(text, by=administrator).rows if row.act == "close"]
    assert proposed == ["gone@example.org"]
    import_users(text, by=administrator)
    gone.refresh_from_db()
    assert gone.is_active
    import_users(text, by=administrator, closing=True)
    gone.refresh_from_db()
    assert not gone.is_active
    assert User.objects.get(email="elsewhere@example.org").is_active


def test_importing_the_same_table_again_changes_nothing(administrator):
    text = HEAD + "new@example.org;Ana;B;technician;\n"
    import_users(text, by=administrator)
    assert told(import_users(text, by=administrator)) == [(2, "same", [])]


def test_an_empty_cell_leaves_what_is_there(administrator):
    make_user(administrator.organisation, email="a@example.org", first_name="A", last_name="B", role="technician")
    import_users(HEAD + "a@example.org;A;C;;\n", by=administrator)
    assert User.objects.get(email="a@example.org").role == "technician"


def test_new_users_may_be_invited_and_known_ones_are_not_again(administrator):
    text = HEAD + "new@example.org;Ana;B;;\n"
    import_users(text, by=administrator, invited=True, base="https://aide.example.org")
    import_users(text, by=administrator, invited=True)
    [mail] = Message.objects.all()
    assert mail.to == "new@example.org"
    assert "https://aide.example.org/account/" in mail.body_text


def test_headings_are_understood_in_both_languages_and_any_separator(administrator):
    text = "Last name,E-mail,First name\nB,a@example.org,Ana\n"
    assert told(plan_users(text, by=administrator)) == [(2, "create", [])]
    assert told(plan_users(text.replace(",", "\t"), by=administrator)) == [(2, "create", [])]


def test_an_e_mail_of_another_organisation_is_refused_without_telling_whose_it_is(administrator, english):
    make_user(email="theirs@example.org")
    plan = plan_users(HEAD + "theirs@example.org;A;B;;\n", by=administrator)
    assert told(plan) == [(2, "error", ["E-mail: This e-mail is already used."])]


def test_the_last_administrator_does_not_lose_his_role_by_a_table(administrator):
    row = f"{administrator.email};{administrator.first_name};{administrator.last_name};user;\n"
    with pytest.raises(Broken):
        import_users(HEAD + row, by=administrator)
    administrator.refresh_from_db()
    assert administrator.can(Power.ADMINISTER)


def test_it_is_for_administrators(manager):
    with pytest.raises(NotAllowed):
        plan_users(HEAD + "a@example.org;A;B;;\n", by=manager)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no row"),
        ("email;first_name;last_name\n", "no row"),
        ("first_name;last_name\nA;B\n", "Missing columns: E-mail"),
        ("email;first_name;last_name;shoe\na@example.org;A;B;42\n", "Unknown columns: shoe"),
        ("email;email;first_name;last_name\na;a;A;B\n", "given twice"),
        ("email;first_name;last_name\n" + "a;b;c\n" * 5001, "more than 5000 rows"),
        ("email;first_name;last_name\n" + '"' + "x" * 200_000 + "\n", "cannot be read"),
    ],
    ids=["empty", "headings only", "missing", "unknown", "twice", "too many", "endless quote"],
)
def test_what_is_not_such_a_table_is_refused_with_the_reason(administrator, text, says, english):
    with pytest.raises(tables.BadTable, match=says):
        plan_users(text, by=administrator)


@pytest.mark.parametrize(
    ("data", "text"),
    [("é".encode(), "é"), ("é".encode("utf-8-sig"), "é"), ("é".encode("cp1252"), "é")],
)
def test_text_is_read_as_spreadsheets_write_it(data, text):
    assert tables.decode(data) == text


@pytest.mark.parametrize("data", [b"PK\x03\x04\x00\x00", b"x" * 2_000_001], ids=["a workbook", "too large"])
def test_what_is_not_text_is_refused(data):
    with pytest.raises(tables.BadTable):
        tables.decode(data)


@pytest.mark.parametrize(
    ("value", "cell"),
    [("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("+33 6 12", "+33 6 12"), ("-5", "-5"), ("Ana", "Ana"), (None, "")],
)
def test_an_exported_cell_is_never_run_as_a_formula(value, cell):
    assert tables.safe_cell(value) == cell


def test_another_administrators_table_lands_in_his_own_organisation(administrator):
    other = make_administrator()
    import_users(HEAD + "a@example.org;A;B;;\n", by=other)
    assert User.objects.get(email="a@example.org").organisation == other.organisation
