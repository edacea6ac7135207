"""Keys are made once, kept private, replaced without losing what they sealed."""

import json
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tournevis.vault.keyring import KeyProblem, add_key, drop_old_keys, load

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def file(tmp_path):
    return tmp_path / "keys.json"


def test_the_first_use_makes_a_file_that_only_its_owner_reads(file):
    ring = load(file)

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert load(file) == ring


@given(text=st.text())
def test_what_is_sealed_opens_again_and_does_not_show_its_text(tmp_path_factory, text):
    ring = load(tmp_path_factory.getbasetemp() / "keys-of-a-property.json")

    token = ring.seal(text)

    assert ring.open(token) == text
    assert len(text) < 4 or text not in token


def test_a_new_key_seals_and_the_old_one_still_opens(file):
    old = load(file).seal("s3cret")

    ring = add_key(file)

    assert ring.open(old) == "s3cret"
    assert not ring.is_newest(old)
    assert ring.is_newest(ring.seal("s3cret"))


def test_a_dropped_key_opens_nothing_and_the_chain_key_stays(file):
    chain, old = load(file).chain, load(file).seal("s3cret")
    add_key(file)

    ring = drop_old_keys(file)

    assert ring.chain == chain
    with pytest.raises(KeyProblem, match="key file"):
        ring.open(old)


@pytest.mark.parametrize("cut", [0, 1, 40])
def test_an_altered_token_does_not_open(file, cut):
    ring = load(file)
    token = ring.seal("s3cret")
    other = "A" if token[cut] != "A" else "B"

    with pytest.raises(KeyProblem):
        ring.open(token[:cut] + other + token[cut + 1 :])


@pytest.mark.parametrize(
    "text", ["", "no json", "[]", '{"keys": [], "chain": ""}', '{"keys": ["short"], "chain": "AAAA"}', "\udcff"]
)
def test_a_damaged_file_is_named_and_never_replaced(file, text):
    file.write_bytes(text.encode("utf-8", "surrogateescape"))

    with pytest.raises(KeyProblem, match=str(file)):
        load(file)
    assert file.read_bytes() == text.encode("utf-8", "surrogateescape")


def test_the_file_holds_nothing_but_keys(file):
    load(file)

    assert json.loads(file.read_text()).keys() == {"keys", "chain"}
