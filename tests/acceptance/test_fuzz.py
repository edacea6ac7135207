"""Every parser that faces the outside, fed with inputs made at random and by damaging good ones.

Each either understands or refuses with its own error: nothing crashes, hangs, grows without bound, or shows somebody
another organisation's things. How many inputs each gets is in `GIVEN`; FUZZ=10 multiplies them.
"""

import io
import json
import os
import zipfile
import zlib
from contextlib import contextmanager

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tournevis.assets.rules.imports import plan_assets
from tournevis.assets.tests.factories import make_asset
from tournevis.desk.tests.factories import make_ticket
from tournevis.diagnosis.rules.joining import BadReadings
from tournevis.diagnosis.rules.joining import parse as parse_message
from tournevis.files.content import BadFile, media_type, redrawn, safe_name
from tournevis.operations.backup.archive import unpack
from tournevis.operations.backup.manifest import BackupProblem
from tournevis.outbox.reaching import Unreachable, target
from tournevis.people.masking import Mask
from tournevis.people.models import User
from tournevis.people.rules import plan_users
from tournevis.people.tables import BadTable, decode
from tournevis.people.tests.factories import make_administrator, make_technician, make_user
from tournevis.probing.parsers.macos import plist_items
from tournevis.probing.reasons import Unread
from tournevis.troubleshooting.networks.bif import parse_bif
from tournevis.troubleshooting.networks.tables import BifError
from tournevis.troubleshooting.packs import PackError
from tournevis.troubleshooting.packs.archive import read_pack
from tournevis.troubleshooting.trees import TreeError, read_tree

pytestmark = [pytest.mark.acceptance, pytest.mark.timeout(240)]

TIMES = int(os.environ.get("FUZZ", "1"))
GIVEN = {
    "tables": 300,
    "people": 60,
    "machines": 60,
    "trees": 300,
    "packs": 200,
    "zips": 200,
    "networks": 300,
    "messages": 400,
    "files": 300,
    "names": 300,
    "plists": 200,
    "backups": 60,
    "addresses": 300,
    "masks": 300,
    "marks": 150,
    "searches": 150,
    "requests": 150,
}
CSV = "email;first_name;last_name;role\nana@example.org;Ana;Martin;user\n"
MACHINES = "name;kind;serial;bought_on\nPC-1;computer;AB12;2024-02-30\n"
TREE = (
    "start: a\nnodes:\n  a: {ask: 'Does it light up?', answers: {yes: b, no: c}}\n  b: {do: Print}\n  c: {do: Plug}\n"
)
BIF = """network x { }
variable a { type discrete [ 2 ] { yes, no }; }
probability ( a ) { table 0.2, 0.8; }
"""
BOMB = (
    "a: &a [x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b]\n" + "d: [*c, *c]\n"
)
PLIST = '<?xml version="1.0"?><plist version="1.0"><array><dict><key>_items</key><array/></dict></array></plist>'
ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><plist><string>&b;</string></plist>'
)
SECRET = "zanzibar"


def inputs(name):
    """How many inputs a test takes; the same ones at each run."""
    checks = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large]
    return settings(
        max_examples=GIVEN[name] * TIMES, deadline=10_000, derandomize=True, suppress_health_check=checks, database=None
    )


@st.composite
def damaged(draw, *good):
    """A good text with parts cut, doubled, moved or replaced."""
    text = draw(st.sampled_from(good))
    for _cut in range(draw(st.integers(0, 4))):
        at, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
        part = draw(st.one_of(st.just(""), st.just(text[at:end] * 2), st.text(max_size=12)))
        text = text[:at] + part + text[end:]
    return text


@contextmanager
def refusing(error):
    """Its own error is a right answer, if it says something."""
    try:
        yield
    except error as refusal:
        if not str(refusal).strip():
            raise AssertionError("refused without a word") from refusal


def texts(*good):
    """Text of any sort, and good text damaged."""
    return st.one_of(st.text(max_size=200), damaged(*good))


def contents(*good):
    """The same as bytes, with bytes of any sort."""
    return st.one_of(st.binary(max_size=300), texts(*good).map(lambda text: text.encode("utf-8", "surrogatepass")))


def zipped(members):
    """A zip of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name or "x", content)
    return out.getvalue()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=15,
)


@inputs("tables")
@given(contents(CSV, MACHINES))
def test_any_bytes_are_a_table_or_refused(content):
    with refusing(BadTable):
        assert isinstance(decode(content), str)


@pytest.mark.django_db
def test_any_text_is_planned_as_people_or_refused(db):
    administrator = make_administrator()
    make_user(email="taken@example.org", last_name=SECRET)

    @inputs("people")
    @given(texts(CSV, CSV.replace("ana@", "taken@")))
    def run(text):
        try:
            plan = plan_users(text, by=administrator)
        except BadTable:
            return
        assert SECRET not in repr([(row.errors, row.notes) for row in plan.rows])

    run()


@pytest.mark.django_db
def test_any_text_is_planned_as_machines_or_refused(db):
    administrator = make_administrator()
    make_asset(make_user().organisation, name="PC-1", serial="AB12", notes=SECRET)

    @inputs("machines")
    @given(texts(MACHINES))
    def run(text):
        try:
            plan = plan_assets(text, by=administrator)
        except BadTable:
            return
        assert SECRET not in repr([(row.errors, row.notes) for row in plan.rows])

    run()


@inputs("trees")
@given(contents(TREE, BOMB, "graph TD\nA{Light?} -->|yes| B[Print]\n", "id,question,yes,no\na,Light?,b,c\n"), st.data())
def test_any_bytes_are_a_tree_or_refused(content, data):
    with refusing(TreeError):
        read_tree(content, "tree." + data.draw(st.sampled_from(["yaml", "json", "mmd", "csv", "txt"])))


@inputs("packs")
@given(contents("schema: 1\nfamily: printing\nfaults: {}\n", BOMB))
def test_any_bytes_are_a_pack_or_refused(content):
    with refusing(PackError):
        read_pack(content, "pack.yaml")


@inputs("zips")
@given(
    st.lists(st.tuples(st.text(max_size=12), st.binary(max_size=80)), max_size=4),
    st.integers(0, 200),
    st.binary(max_size=4),
)
def test_any_zip_whole_or_damaged_is_a_pack_or_refused(members, at, damage):
    content = zipped(members)
    with pytest.raises(PackError):
        read_pack(content[:at] + damage + content[at + len(damage) :], "pack.zip")


def test_a_zip_that_unpacks_to_a_gigabyte_is_refused_before_it_does():
    bomb = zipped([("pack.yaml", b"\0" * 60_000_000)])
    assert len(bomb) < 100_000

    with pytest.raises(PackError):
        read_pack(bomb, "pack.zip")


@inputs("networks")
@given(texts(BIF))
def test_any_text_is_a_network_or_refused(text):
    with refusing(BifError):
        parse_bif(text)


READING = {"name": "disk.free", "outcome": "value", "value": 3, "unit": "%", "because": "", "source": ""}


WRONG = st.dictionaries(st.sampled_from(list(READING)), JSON, max_size=6)
PROBES = st.dictionaries(st.text(max_size=8), JSON, max_size=3)
NEARLY = st.fixed_dictionaries({"disk": st.lists(WRONG | st.just(READING), max_size=3)})


@inputs("messages")
@given(JSON | st.fixed_dictionaries({"protocol": st.just(1), "probes": PROBES | NEARLY}))
def test_any_message_of_a_machine_is_read_or_refused(message):
    with refusing(BadReadings):
        parse_message(message)


PICTURES = [
    b"\x89PNG\r\n\x1a\n",
    b"GIF89a",
    b"\xff\xd8\xff\xe0",
    b"RIFF\0\0\0\0WEBPVP8 ",
    b"%PDF-1.4",
    b"PK\x03\x04",
    b"<svg>",
]


@inputs("files")
@given(st.sampled_from(PICTURES), st.binary(max_size=300))
def test_any_file_has_a_type_and_is_drawn_again_or_refused(start, rest):
    kind = media_type(start + rest)
    with refusing(BadFile):
        assert redrawn(start + rest, kind)


def test_a_picture_that_unpacks_to_a_gigabyte_is_refused_before_it_does():
    def chunk(name, data):
        body = name + data
        return len(data).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")

    size = (60_000).to_bytes(4, "big") * 2 + bytes([8, 2, 0, 0, 0])
    bomb = PICTURES[0] + chunk(b"IHDR", size) + chunk(b"IDAT", zlib.compress(b"\0" * 1_000_000)) + chunk(b"IEND", b"")

    with pytest.raises(BadFile):
        redrawn(bomb, "image/png")


@inputs("names")
@given(st.text(max_size=300))
def test_any_name_of_a_file_becomes_a_plain_one(name):
    safe = safe_name(name)

    assert safe
    assert len(safe) <= 200
    assert not set(safe) & set('/\\\0\r\n"<>|:*?\u202e')
    assert safe not in {".", ".."}


@inputs("plists")
@given(texts(PLIST, ENTITIES))
def test_any_property_list_is_read_or_refused(text):
    try:
        plist_items.parse(text)
    except Unread:
        return


def test_xml_with_entities_is_not_expanded():
    with pytest.raises(Unread, match="entity"):
        plist_items.parse(ENTITIES)


@inputs("backups")
@given(st.binary(max_size=300), st.sampled_from([b"", b"\x1f\x8b\x08", b"TOURNEVIS"]))
def test_any_bytes_are_refused_as_a_backup(tmp_path_factory, content, start):
    folder = tmp_path_factory.mktemp("backup")
    (folder / "x.backup").write_bytes(start + content)
    with pytest.raises(BackupProblem):
        unpack(folder / "x.backup", folder / "out", "")


@inputs("addresses")
@given(
    damaged(
        "http://127.0.0.1:80/", "https://user@[::1]/x", "http://169.254.169.254/latest", "http://0x7f.1/", "file:///etc"
    )
)
def test_no_spelling_of_an_address_leads_inside(url):
    try:
        found = target(url, allowed=[])
    except Unreachable:
        return
    from ipaddress import ip_address

    assert ip_address(found.address).is_global


@inputs("masks")
@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=60))
def test_any_name_is_hidden_in_any_text(first, last, text):
    mask = Mask([User(first_name=first, last_name=last, username="x")])

    assert isinstance(mask.near(text), str)


@pytest.fixture
def technician(db):
    technician = make_technician()
    make_ticket(make_user(), title=SECRET, complaint=SECRET)
    make_ticket(make_user(technician.organisation), complaint="Une autre panne")
    return technician


@pytest.mark.django_db
def test_any_mark_of_a_page_leads_to_a_page(technician):
    client = Client(raise_request_exception=True)
    client.force_login(technician)

    @inputs("marks")
    @given(st.sampled_from(["after", "before"]), texts("WzEsIDJd", "WyIyMDI2LTExLTI0IiwgMV0"))
    def run(way, mark):
        answer = client.get("/people/", {way: mark})
        assert answer.status_code == 200

    run()


@pytest.mark.django_db
def test_any_search_answers_and_shows_nothing_of_another_organisation(technician):
    client = Client(raise_request_exception=True)
    client.force_login(technician)

    @inputs("searches")
    @given(texts(SECRET, "#900001", "panne imprimante"))
    def run(text):
        answer = client.get(reverse("workbench:search"), {"q": text})
        shown = answer.content.decode().lower().replace(text.lower(), "")
        assert answer.status_code in {200, 302}
        assert f">{SECRET}" not in shown

    run()


@pytest.mark.django_db
def test_any_body_sent_to_the_doors_for_programs_is_answered_with_a_reason(technician):
    client = Client(raise_request_exception=True)
    client.force_login(technician)
    doors = [reverse("portal:join", args=["ABCDEFGH"]), "/api/v1/tickets", "/api/v1/machines"]

    @inputs("requests")
    @given(st.sampled_from(doors), JSON.map(json.dumps).map(str.encode) | st.binary(max_size=200))
    def run(door, body):
        answer = client.post(door, body, content_type="application/json")
        assert answer.status_code < 500
        assert SECRET.encode() not in answer.content

    run()


def test_the_inputs_are_counted():
    assert sum(GIVEN.values()) >= 3500
