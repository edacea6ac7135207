import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tournevis.probing.ipp.decode import decode
from tournevis.probing.ipp.encode import encode
from tournevis.probing.ipp.message import Group, Message, Operation, Tag, Typed
from tournevis.probing.ipp.printer import describe, reasons
from tournevis.probing.ipp.waiting import summary
from tournevis.probing.reasons import Unread


@contextlib.contextmanager
def allowed(code):
    """Lets a reason with that code pass, and nothing else."""
    try:
        yield
    except Unread as reason:
        if reason.code != code:
            raise


@pytest.fixture
def answer(shared):
    return lambda name: decode((shared / "ipp" / name).read_bytes())


def test_a_real_epson_is_read(answer):
    printer = describe(next(answer("get-printer-attributes-epsonxp6000.bin").of(Tag.PRINTER)))

    assert printer.state == "idle"
    assert printer.model == "EPSON XP-6000 Series"
    assert "media-jam" not in printer.reasons
    assert printer.accepting is True
    assert 0 <= printer.supply_lowest_percent <= 100
    assert "image/pwg-raster" in printer.formats


def test_a_real_brother_is_read(answer):
    printer = describe(next(answer("get-printer-attributes-brother-mfcj5320dw.bin").of(Tag.PRINTER)))

    assert printer.state == "idle"
    assert "Brother" in printer.model
    assert printer.supply_lowest_percent is None or 0 <= printer.supply_lowest_percent <= 100


def test_the_jobs_of_a_real_kyocera_are_read(answer):
    jobs = list(answer("get-jobs-kyocera-ecosys-m2540dn-000.bin").of(Tag.JOB))

    assert jobs
    assert all(isinstance(job["job-id"][0], int) for job in jobs)
    assert summary(jobs, None).pending == len(jobs)


def test_a_refused_version_is_read_as_a_status(answer):
    assert answer("get-printer-attributes-error-0x0503.bin").code == 0x0503


@pytest.mark.parametrize("word", ["media-jam", "media-jam-report", "media-jam-warning", "media-jam-error"])
@pytest.mark.parametrize("spelling", [lambda word: word, lambda word: [word], lambda word: ["none", word, word]])
def test_a_reason_is_the_same_in_all_its_spellings(word, spelling):
    assert reasons(spelling(word)) == ("media-jam",)


@given(st.binary(max_size=400))
def test_no_bytes_do_more_harm_than_being_garbled(data):
    with allowed("garbled"):
        decode(data)


@given(st.data())
def test_a_real_answer_cut_or_bent_anywhere_does_no_harm(data):
    whole = encode(
        Message(0, (Group(Tag.PRINTER, {"printer-state": (Typed(Tag.ENUM, 3),), "a": (Typed(Tag.KEYWORD, "b"),) * 2}),))
    )
    place = data.draw(st.integers(0, len(whole) - 1))
    bent = whole[:place] + bytes([data.draw(st.integers(0, 255))]) + whole[place + 1 : data.draw(st.integers(0, 90))]
    with allowed("garbled"):
        for group in decode(bent).of(Tag.PRINTER):
            describe(group)


@given(
    st.dictionaries(
        st.text("abcdefgh-", min_size=1, max_size=20),
        st.lists(st.integers(-(2**31), 2**31 - 1), min_size=1, max_size=4),
        max_size=6,
    )
)
def test_what_is_encoded_is_decoded_again(attributes):
    typed = {name: tuple(Typed(Tag.INTEGER, value) for value in values) for name, values in attributes.items()}
    message = Message(Operation.GET_JOBS, (Group(Tag.OPERATION, typed),), data=b"\x03rest")

    again = decode(encode(message))

    assert next(again.of(Tag.OPERATION)) == {name: tuple(values) for name, values in attributes.items()}
    assert (again.code, again.data) == (Operation.GET_JOBS, b"\x03rest")


def test_a_collection_nested_beyond_reason_is_garbled():
    deep = b"\x02\x00\x00\x00\x00\x00\x00\x01\x04" + b"\x34\x00\x01a\x00\x00"
    deep += b"\x4a\x00\x00\x00\x01m\x34\x00\x00\x00\x00" * 5000

    with pytest.raises(Unread, match="nested"):
        decode(deep)
