"""What an organisation changed goes out as a file and comes back the same; what is no such file is refused."""

import zipfile
from io import BytesIO

import pytest

from tournevis.troubleshooting.packs import PackError
from tournevis.troubleshooting.packs.archive import MANIFEST, read_pack, write_pack

FAULT = {"id": "rig.own", "names": {"fr": "Un : deux", "en": "One"}, "share": 2}
HEAD = {"schema": 1, "family": "rig", "names": {"fr": "R", "en": "R"}, "share_percent": 3, "share_basis": {}}
RECORDS = {"families:rig": HEAD}
CHANGES = {
    "faults:rig.own": FAULT,
    "remedies:rig.fix": {"id": "rig.fix"},
    "facts:lamp": {"id": "lamp"},
    "symptoms:dark": {"id": "dark"},
    "faults:rig.gone": None,
}


def packed(changes=CHANGES):
    return write_pack(changes, RECORDS, release="abc", title="Ici, 2026+1")


def changed(name, text):
    """The pack with one file replaced (None: left out)."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(packed())) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        if text is not None:
            new.writestr(name, text)
    return made.getvalue()


def test_a_pack_comes_back_as_it_went_out():
    pack = read_pack(packed(), "own.zip")

    assert pack.changes == {**CHANGES, "families:rig": HEAD}
    assert (pack.release, pack.title) == ("abc", "Ici, 2026+1")
    assert pack.places["faults:rig.own"][0] == "family_rig.yaml"


def test_the_same_changes_give_the_same_bytes():
    assert packed() == packed()


def test_a_single_file_in_the_form_of_the_shipped_ones_is_a_pack_too():
    text = "schema: 1\nfacts:\n- {id: lamp}\n- {id: moon}\n"

    assert sorted(read_pack(text.encode(), "facts.yaml").changes) == ["facts:lamp", "facts:moon"]


@pytest.mark.parametrize(
    ("raw", "says", "todo"),
    [
        (b"", "own:0: the file is empty", "export it again"),
        (b"x" * 10_000_001, "own:0: larger than 10 MB", "split the pack"),
        (b"PK\x03\x04nonsense", "own:0: not a readable zip", "export it again"),
        (changed(MANIFEST, None), "own:0: no manifest.yaml in it", "one by one"),
        (changed("family_rig.yaml", "schema: 1"), "family_rig.yaml:0: changed or lost", "export it again"),
        (changed("facts.yaml", None), "facts.yaml:0: changed or lost", "export it again"),
        (changed("../evil.yaml", "schema: 1"), "is no YAML file of a pack", "take it out"),
        (changed("run.sh", "rm"), "'run.sh' is no YAML file", "take it out"),
        (changed("bomb.yaml", b"\0" * 11_000_000), "unpacked", "split the pack"),
        (b"schema: 2\nfacts: [{id: a}]", "own:1: of a later version (schema 2, here 1)", "upgrade Tournevis"),
        (b"facts: [{id: a}]", "own:1: begins with no `schema: 1`", "add it"),
        (b"schema: 1\n", "own:0: the pack holds no fault", "export it again"),
        (b"schema: 1\nfacts:\n- {id: a}\n- {id: a}\n", "own:4: a is already given at own:3", "unique"),
        (b"schema: 1\ncheese: 1\nfacts: [{id: a}]", "own:1: unknown key 'cheese'", "take it out"),
        (b"schema: 1\nfacts: [a]", "own:1: facts: must be a list of records", "mend it"),
        (b"schema: 1\nfacts: &x [*x]", "own:2: aliases", "write it out"),
        (b"\xff\xfe", "own:0: not UTF-8", "save it as UTF-8"),
    ],
)
def test_what_is_no_pack_is_refused_with_its_place_and_what_to_do(raw, says, todo):
    with pytest.raises(PackError) as caught:
        read_pack(raw, "own")

    (line,) = [line for line in str(caught.value).splitlines() if says in line]
    assert todo in line
