import pytest

from tournevis.troubleshooting import PackError, load_base
from tournevis.troubleshooting.packs.content import Text
from tournevis.troubleshooting.packs.source import parse_yaml

from .broken import refused


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("level: full", "level: brim", "has no answer 'brim'"),
        ("level: full", "levl: full", "unknown fact 'levl'"),
        ("level: full", "old_level: full", "alias of level"),
        ("cures: always", "cures: perhaps", "unknown word 'perhaps'"),
        ("use: rig.shut", "use: rig.shutt", "unknown remedy 'rig.shutt'"),
        ("id: rig.tank", "id: rig.bulb", "already given at rig.yaml"),
        ("share: 30", "share: -30", "greater than 0"),
        ("share: 30", "shares: 30", "Extra inputs are not permitted"),
        ("  kind: containment", "  kind: containment\n  guards: [{done: rig.mend, say: {fr: a, en: b}}]", "come back"),
        ("en: Precise.", "de: Genau.", "technical.en: Field required"),
        ("nothing_works: sometimes", "nothing: sometimes", "unknown symptom"),
    ],
)
def test_a_broken_family_is_refused_with_file_line_and_reason(folder, old, new, says):
    message = refused(folder, "rig.yaml", old, new)

    assert says in message
    assert message.startswith("rig.yaml:")
    assert not message.startswith("rig.yaml:0:")


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("Lisez : « non » !", "Lisez\u00a0: «\u00a0non\u00a0»\u202f!"),
        ("C'est fini ; et après ?", "C'est fini\u202f; et après\u202f?"),
        ("chkdsk C: /f, http://site", "chkdsk C: /f, http://site"),
    ],
)
def test_french_signs_get_their_no_break_spaces_and_english_keeps_its_own(typed, set_):
    text = Text(fr=typed, en=typed)

    assert text["fr"] == set_
    assert text["en"] == typed


def test_a_dangerous_remedy_without_guard_or_consent_is_refused(folder):
    text = (folder / "rig.yaml").read_text("utf-8")
    start = text.index("  guards:\n  - {fact: saved")
    end = text.index("- id: rig.shut")
    (folder / "rig.yaml").write_text(text[:start] + text[end:], "utf-8")

    with pytest.raises(PackError, match="may lose data"):
        load_base(folder)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: [1, 2", "not valid YAML"),
        ("a: &x 1\nb: *x", "aliases"),
        ("a: 1\na: 2", "given twice"),
        ("- 1", "must hold a mapping"),
        ("a: !!python/object/apply:os.system [id]", "not valid YAML"),
        ("a: " + "[" * 100_000, "nested deeper"),
    ],
)
def test_text_that_is_no_pack_is_refused_with_what_is_wrong(text, says):
    with pytest.raises(PackError, match=says):
        parse_yaml(text, "pack.yaml")


def test_binary_garbage_is_refused(folder):
    (folder / "junk.yaml").write_bytes(b"\xff\xfe\x00\x01")

    with pytest.raises(PackError, match=r"junk\.yaml:0: not UTF-8"):
        load_base(folder)


def test_a_base_of_a_later_schema_is_refused(folder):
    assert "schema" in refused(folder, "rig.yaml", "schema: 1", "schema: 2")


def test_words_that_other_formats_take_for_booleans_stay_words():
    assert parse_yaml("a: {yes: no, on: off}", "x") == {"a": {"yes": "no", "on": "off"}}


def test_a_base_loaded_from_the_cache_equals_the_one_read_from_files(folder):
    assert load_base(folder) == load_base(folder)
