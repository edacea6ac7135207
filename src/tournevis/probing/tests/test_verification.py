"""What proves a remedy, on a real print server."""

import pytest

from tournevis.probing import Target
from tournevis.probing.ipp.address import parse
from tournevis.probing.ipp.client import jobs
from tournevis.probing.local import LocalMachine
from tournevis.probing.tests.helpers import device, values
from tournevis.probing.verification import page_printed, reads_as

LINES = ("Page de test", "Imprimée après le dépannage")


def print_page(address, seconds=10.0):
    return page_printed(Target("device", address), LINES, seconds)


def waiting(address):
    machine = LocalMachine()
    return jobs(parse(address, machine), machine)


def test_a_printer_that_works_gives_its_page(cups, queue):
    proof = print_page(cups.uri(queue))

    assert (proof.verdict, proof.because) == ("yes", "printed")
    (page,) = cups.printed(queue)
    assert page.startswith(b"%PDF")
    assert b"Imprim\xe9e" in page


def test_a_jam_gives_no_page_and_leaves_none_behind(cups, queue):
    cups.become(queue, "jam")

    proof = print_page(cups.uri(queue))

    assert proof.verdict == "no"
    assert "media-jam" in proof.because
    assert waiting(cups.uri(queue)) == ()


def test_once_the_jam_is_freed_the_page_is_the_proof_though_the_reason_stays(cups, queue):
    cups.become(queue, "jam")
    print_page(cups.uri(queue))
    cups.become(queue, "ok")
    cups.enable(queue)

    proof = print_page(cups.uri(queue))

    assert proof.verdict == "yes"
    assert "media-jam" in values(device(cups.uri(queue)))["printer.reasons"]


@pytest.mark.parametrize(("trouble", "word"), [("disable", "stopped"), ("reject", "takes no documents")])
def test_a_stopped_or_closed_queue_gives_no_page(cups, queue, trouble, word):
    getattr(cups, trouble)(queue)

    proof = print_page(cups.uri(queue))

    assert proof.verdict == "no"
    assert word in proof.because
    assert waiting(cups.uri(queue)) == ()


def test_a_held_page_is_no_page(cups, queue):
    cups.become(queue, "hold")

    assert print_page(cups.uri(queue)).verdict == "no"
    assert waiting(cups.uri(queue)) == ()


def test_a_page_that_takes_too_long_proves_nothing_and_is_taken_back(cups, queue):
    cups.become(queue, "hang")

    proof = print_page(cups.uri(queue), seconds=1.0)

    assert proof.verdict == "unknown"
    assert proof.because.startswith("slow")
    assert waiting(cups.uri(queue)) == ()


def test_a_printer_that_is_off_gives_no_page_and_a_wrong_address_tells_nothing():
    assert print_page("ipp://127.0.0.1:1/ipp/print").verdict == "no"
    assert print_page("ftp://127.0.0.1/").verdict == "unknown"


def test_a_probe_read_again_proves_or_not(cups, queue):
    target = Target("device", cups.uri(queue))
    idle = reads_as("ipp_printer", target, "printer.state", lambda reading: reading.value == "idle")
    cups.disable(queue)
    stopped = reads_as("ipp_printer", target, "printer.state", lambda reading: reading.value == "idle")
    untold = reads_as("ipp_printer", target, "printer.supply_lowest_percent", lambda reading: True)

    assert (idle.verdict, stopped.verdict, untold.verdict) == ("yes", "no", "unknown")
    assert (stopped.because, untold.because) == ("printer.state = stopped", "not_told")
