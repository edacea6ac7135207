"""A sealed stream opens with its pass phrase only, and any change or cut is noticed."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tournevis.operations.backup import sealing
from tournevis.operations.backup.manifest import BackupProblem
from tournevis.operations.backup.sealing import MAGIC, OpeningReader, SealingWriter


@pytest.fixture(autouse=True)
def small(monkeypatch, english):
    monkeypatch.setattr(sealing, "CHUNK", 64)


def sealed(data, passphrase="horse", step=50):
    target = io.BytesIO()
    with SealingWriter(target, passphrase) as writer:
        for start in range(0, len(data), step):
            writer.write(data[start : start + step])
    return target.getvalue()


def opened(stream, passphrase="horse"):
    source = io.BytesIO(stream)
    assert source.read(len(MAGIC)) == MAGIC
    return io.BufferedReader(OpeningReader(source, passphrase)).read()


@pytest.mark.parametrize("size", [0, 1, 63, 64, 65, 128, 129, 1000])
def test_what_was_sealed_opens_whole(size):
    data = bytes(range(256)) * 4

    assert opened(sealed(data[:size])) == data[:size]


@settings(max_examples=15, deadline=None)
@given(place=st.integers(min_value=len(MAGIC)), bit=st.integers(0, 7))
def test_a_changed_bit_is_noticed_wherever_it_is(place, bit):
    stream = bytearray(sealed(b"x" * 200))
    place = len(MAGIC) + place % (len(stream) - len(MAGIC))
    stream[place] ^= 1 << bit

    with pytest.raises(BackupProblem):
        opened(bytes(stream))


@pytest.mark.parametrize("cut", [1, 16, 30, 80, 81, 200])
def test_a_cut_is_noticed_even_at_the_end_of_a_chunk(cut):
    with pytest.raises(BackupProblem):
        opened(sealed(b"x" * 192)[:-cut])


def test_another_pass_phrase_is_told_apart_from_nothing():
    with pytest.raises(BackupProblem, match="pass phrase"):
        opened(sealed(b"x"), "donkey")
