import sys
import threading
import time
from dataclasses import replace

import psutil
import pytest

from tournevis.facts import Datum, Outcome, Reading
from tournevis.probing import Probe, Target, Unread, available, explain, run, run_all
from tournevis.probing.reasons import REASONS, got

SIZE = Datum("test.size", "number", "By")
WORD = Datum("test.word", "keyword")


def probe(read, timeout=5.0, **more):
    made = Probe("test", {"fr": "Essai", "en": "Test"}, (SIZE, WORD), frozenset({"linux"}), timeout, read, **more)
    return {"test": made}


def python(code):
    """A probe that reads what a Python program prints."""
    return lambda target: [got(WORD, target.machine.run(sys.executable, "-c", code).strip())]


def outcome(readings):
    return {(reading.outcome, reading.because.split(":")[0]) for reading in readings}


def test_every_datum_gets_one_reading_in_order_and_what_is_left_out_is_said():
    word, size = run("test", Target(), probe(lambda target: [got(WORD, "a"), got(WORD, "b")]))[::-1]

    assert (word.value, word.source) == ("a", "test")
    assert (size.name, size.outcome, size.because) == ("test.size", Outcome.ABSENT, "not_told")


def test_a_hanging_tool_is_killed_with_its_children_when_the_time_is_up():
    marker = f"sleep 98{time.monotonic_ns() % 10**6}"
    hanging = probe(
        lambda target: [got(WORD, target.machine.run("sh", "-c", f"{marker} & {marker}; true"))], timeout=0.5
    )
    begun = time.monotonic()

    readings = run("test", Target(), hanging)

    assert time.monotonic() - begun < 3
    assert outcome(readings) == {(Outcome.ABSENT, "slow")}
    time.sleep(0.2)
    assert not [one for one in psutil.process_iter(["cmdline"]) if " ".join(one.info["cmdline"] or []) == marker]


def test_a_probe_that_hangs_in_its_own_code_is_left_behind():
    release = threading.Event()

    def read(target):
        yield got(SIZE, 5)
        release.wait(30)

    begun = time.monotonic()
    size, word = run("test", Target(), probe(read, timeout=0.3))
    release.set()

    assert time.monotonic() - begun < 2
    assert (size.value, word.because) == (5, "slow: 0.3 s")


def test_ten_megabytes_of_output_are_refused_without_being_kept():
    flood = python("import sys; sys.stdout.write('x' * 10_000_000)")

    assert outcome(run("test", Target(), probe(flood))) == {
        (Outcome.GARBLED, "too_much"),
    }


def test_binary_garbage_never_raises_whatever_tool_it_comes_from(recorded):
    garbage = bytes(range(256)).decode("latin-1") * 50
    for system in ("linux", "windows", "macos"):
        # Every command and every file of the machine answers rubbish.
        machine = recorded(
            system=system, commands={"": garbage}, files={"/proc/stat": garbage, "/proc/meminfo": garbage}
        )
        for readings in run_all(Target(machine=machine)).values():
            assert not [reading for reading in readings if reading.because.startswith("defect")], readings


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("import sys; sys.exit('open: Permission denied')", (Outcome.REFUSED, "refused")),
        ("import sys; sys.exit('You must be root to use this')", (Outcome.REFUSED, "refused")),
        ("import sys; sys.exit('something else')", (Outcome.ABSENT, "failed")),
    ],
)
def test_a_tool_that_fails_says_why(code, expected):
    assert outcome(run("test", Target(), probe(python(code)))) == {expected}


def test_a_missing_tool_is_named():
    readings = run("test", Target(), probe(lambda target: [got(WORD, target.machine.run("no-such-tool-at-all"))]))

    assert {reading.because for reading in readings} == {"tool_missing: no-such-tool-at-all"}
    assert explain(readings[0].because, "fr") == "l'outil nécessaire n'est pas installé (no-such-tool-at-all)"


def test_a_file_that_may_not_be_read_is_refused(tmp_path, monkeypatch):
    def refuse(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", refuse)
    readings = run("test", Target(), probe(lambda target: [got(WORD, target.machine.read(str(tmp_path / "x")))]))

    assert outcome(readings) == {(Outcome.REFUSED, "refused")}


def test_a_defect_in_a_probe_is_a_reading_and_no_crash():
    readings = run("test", Target(), probe(lambda target: [1 / 0]))

    assert outcome(readings) == {(Outcome.ABSENT, "defect")}


@pytest.mark.parametrize("value", ["12", True, float("nan"), ("a",)])
def test_a_value_of_the_wrong_type_never_passes_for_a_fact(value):
    readings = run("test", Target(), probe(lambda target: [Reading("test.size", Outcome.VALUE, value)]))

    assert (readings[0].outcome, readings[0].value) == (Outcome.GARBLED, None)


def test_an_unknown_probe_another_system_and_a_missing_option_are_said():
    needy = probe(lambda target: [], needs=("source",))
    abroad = {"test": replace(needy["test"], systems=frozenset({"windows"}))}

    assert outcome(run("nothing", Target())) == {(Outcome.ABSENT, "unknown_probe")}
    assert outcome(run("test", Target(), needy)) == {(Outcome.ABSENT, "needs_option")}
    assert outcome(run("test", Target(), abroad)) == {(Outcome.ABSENT, "other_system")}
    assert available(Target(), needy) == frozenset()
    assert available(Target(options={"source": "/x"}), needy) == {"test"}
    assert available(Target(), abroad) == frozenset()


def test_a_device_is_looked_at_over_the_network_only():
    assert available(Target("device", "ipp://printer.example.org/")) == {"ipp_printer"}


def test_several_probes_are_read_together():
    found = run_all(Target(), ["memory", "uptime", "disk"])

    assert list(found) == ["disk", "memory", "uptime"]
    assert all(readings for readings in found.values())


def test_every_reason_has_words_in_both_languages():
    for code in REASONS:
        assert explain(code, "fr") != explain(code, "en") != code
        assert explain(str(Unread(code, "x")), "fr").endswith("(x)")
    assert explain("free text from elsewhere") == "free text from elsewhere"
