"""Printers of a real CUPS server, read by our own IPP client."""

import pytest

from tournevis.probing import Target, run
from tournevis.probing.tests import cups as private
from tournevis.probing.tests.helpers import device, eventually, reasons, values


def here(probe, **options):
    return values(run(probe, Target(options=options)))


def test_an_idle_printer_is_idle_takes_documents_and_has_none(cups, queue):
    seen = values(device(cups.uri(queue)))

    assert seen["printer.state"] == "idle"
    assert seen["printer.reasons"] == ("none",)
    assert seen["printer.accepting"] is True
    assert seen["printer.jobs_pending"] == 0
    assert seen["printer.jobs_blocked"] is False
    assert seen["printer.name"] == f"Imprimante {queue}"


def test_a_printer_that_signs_its_own_certificate_is_read_over_tls(cups, queue):
    address = cups.uri(queue).replace("ipp://", "ipps://")

    assert values(device(address))["printer.state"] == "idle"


def test_a_jam_stops_the_printer_with_its_reason_and_its_message(cups, queue):
    cups.become(queue, "jam")
    cups.print(queue)
    cups.wait_for(queue, "Bourrage")

    seen = values(device(cups.uri(queue)))

    assert seen["printer.state"] == "stopped"
    assert set(seen["printer.reasons"]) == {"media-jam", "paused"}
    assert seen["printer.message"] == "Bourrage papier"
    assert seen["printer.jobs_pending"] == 1
    assert seen["printer.jobs_blocked"] is False


def test_no_paper_and_a_stopped_queue_are_told_apart_from_a_jam(cups, queue):
    cups.disable(queue)
    stopped = values(device(cups.uri(queue)))
    cups.enable(queue)
    cups.become(queue, "empty")
    cups.print(queue)
    cups.wait_for(queue, "Plus de papier")
    empty = values(device(cups.uri(queue)))

    assert (stopped["printer.state"], stopped["printer.reasons"]) == ("stopped", ("paused",))
    assert empty["printer.state"] == "stopped"
    assert "media-empty" in empty["printer.reasons"]
    assert "media-jam" not in empty["printer.reasons"]


def test_the_reason_stays_after_the_jam_is_freed_and_the_document_came_out(cups, queue):
    cups.become(queue, "jam")
    cups.print(queue, b"tout de meme")
    cups.wait_for(queue, "Bourrage")
    cups.become(queue, "ok")
    cups.enable(queue)
    cups.wait_for_pages(queue, 1)

    seen = eventually(lambda: values(device(cups.uri(queue))), "printer.state", "idle")

    assert cups.printed(queue) == [b"tout de meme"]
    assert (seen["printer.state"], seen["printer.reasons"]) == ("idle", ("media-jam",))


def test_a_held_document_blocks_an_idle_printer(cups, queue):
    cups.become(queue, "hold")
    cups.print(queue)

    seen = eventually(lambda: values(device(cups.uri(queue))), "printer.jobs_blocked", True)

    assert (seen["printer.jobs_pending"], seen["printer.jobs_blocked"]) == (1, True)
    assert eventually(lambda: values(device(cups.uri(queue))), "printer.state", "idle")["printer.state"] == "idle"


def test_a_queue_that_rejects_says_so(cups, queue):
    cups.reject(queue)

    assert values(device(cups.uri(queue)))["printer.accepting"] is False


def test_the_lowest_toner_is_read_and_the_waste_box_is_no_toner(cups, queue):
    cups.become(queue, "toner")
    cups.print(queue)
    cups.wait_for_pages(queue, 1)

    seen = eventually(lambda: values(device(cups.uri(queue))), "printer.state", "idle")

    assert seen["printer.reasons"] == ("toner-low",)
    assert seen["printer.supply_lowest_percent"] == 4


def test_a_queue_that_does_not_exist_is_no_unreachable_printer(cups):
    readings = device(cups.uri("nulle-part"))

    assert values(readings) == {}
    assert set(reasons(readings).values()) == {"none_here"}


def test_the_machine_lists_its_queues_its_default_and_its_waiting_documents(server_here, queue):
    server_here.disable(queue)
    server_here.print(queue)

    queues, jobs = here("print_queues"), here("print_jobs")

    assert queue in queues["queues.names"]
    assert queues["queues.installed"] == len(queues["queues.names"])
    assert jobs["jobs.pending"] >= 1
    assert jobs["jobs.oldest_minutes"] < 5


def test_a_document_that_hangs_in_one_queue_is_seen_among_all(server_here, queue):
    assert here("print_jobs")["jobs.blocked"] is False
    server_here.become(queue, "hold")
    server_here.print(queue)

    assert eventually(lambda: here("print_jobs"), "jobs.blocked", True)["jobs.blocked"] is True


def test_a_queue_is_found_by_its_name_and_through_the_local_socket(server_here, queue, monkeypatch):
    assert values(run("ipp_printer", Target("device", queue)))["printer.state"] == "idle"
    monkeypatch.setenv("CUPS_SERVER", server_here.socket_path)

    assert here("ipp_printer", queue=queue)["printer.state"] == "idle"
    assert here("spooler") == {"spooler.state": "running"}


@pytest.fixture
def own_server():
    """A server that one test may stop or leave without a queue."""
    if tool := private.missing():
        pytest.skip(f"{tool} is not installed")
    with private.PrivateCups() as server:
        yield server


def test_the_default_printer_of_the_machine_is_read_without_being_named(own_server, monkeypatch):
    monkeypatch.setenv("CUPS_SERVER", own_server.environment["CUPS_SERVER"])
    empty = run("ipp_printer", Target())
    queues = here("print_queues")
    own_server.add("seule")
    only = here("ipp_printer")
    own_server.add("autre", default=True)
    own_server.disable("autre")

    assert set(reasons(empty).values()) == {"none_here"}
    assert queues == {"queues.installed": 0, "queues.names": ()}
    assert here("print_jobs") == {"jobs.pending": 0, "jobs.blocked": False}
    assert only["printer.name"] == "Imprimante seule"
    assert here("ipp_printer")["printer.state"] == "stopped"
    assert here("print_queues")["queues.default"] == "autre"


def test_a_print_service_that_is_down_is_stopped(own_server, monkeypatch):
    monkeypatch.setenv("CUPS_SERVER", own_server.environment["CUPS_SERVER"])
    running = here("spooler")
    own_server.stop_server()

    assert running == {"spooler.state": "running"}
    assert here("spooler") == {"spooler.state": "stopped"}
    assert set(reasons(run("print_jobs", Target())).values()) == {"unreachable"}
