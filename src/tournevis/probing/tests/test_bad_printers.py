"""Things that answer on a printer's port and are no good printer."""

import contextlib
import socket
import threading
import time
from dataclasses import replace

import pytest

from tournevis.facts import Outcome
from tournevis.probing import Target, run
from tournevis.probing.catalogue import catalogue
from tournevis.probing.tests.helpers import device, reasons, values


@contextlib.contextmanager
def answering(talk):
    """A server on a free port that lets `talk` speak to each caller; its address as of a printer."""
    done = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0))

    def serve():
        while not done.is_set():
            with contextlib.suppress(OSError):
                caller, _ = listener.accept()
                threading.Thread(target=speak, args=(caller,), daemon=True).start()

    def speak(caller):
        with contextlib.suppress(OSError), caller:
            caller.recv(65_536)
            talk(caller, done)

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield f"ipp://127.0.0.1:{listener.getsockname()[1]}/ipp/print"
    finally:
        done.set()
        # Shutting down wakes the accept that closing alone would leave waiting.
        with contextlib.suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def http(body, status="200 OK", kind="application/ipp"):
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    return lambda caller, done: caller.sendall(head + body)


def hurried(seconds=0.5):
    return {"ipp_printer": replace(catalogue["ipp_printer"], timeout=seconds)}


def test_a_printer_that_is_off_is_unreachable_and_nothing_else_is_known():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]

    readings = device(f"ipp://127.0.0.1:{port}/ipp/print")

    assert values(readings) == {"printer.state": "unreachable"}
    assert set(reasons(readings).values()) == {"unreachable"}


def test_a_name_that_no_one_knows_is_unreachable():
    assert values(device("ipp://printer.invalid/ipp/print")) == {"printer.state": "unreachable"}


@pytest.mark.parametrize("talk", [lambda caller, done: done.wait(20), "drip"])
def test_a_printer_that_takes_the_call_and_hangs_is_cut_off_in_time(talk):
    def drip(caller, done):
        while not done.wait(0.05):
            caller.sendall(b"H")

    with answering(drip if talk == "drip" else talk) as address:
        begun = time.monotonic()
        readings = run("ipp_printer", Target("device", address), hurried())

    assert time.monotonic() - begun < 3
    assert all(reading.outcome is not Outcome.VALUE or reading.value == "unreachable" for reading in readings)
    assert set(reasons(readings).values()) <= {"slow", "unreachable", "garbled"}


@pytest.mark.parametrize(
    ("talk", "reason"),
    [
        (http(bytes(range(256)) * 20), "garbled"),
        (http(b"<html>Bienvenue</html>", kind="text/html"), "garbled"),
        (http(b""), "garbled"),
        (http(b"", status="401 Unauthorized"), "refused"),
        (http(b"", status="404 Not Found"), "device_error"),
        (http(b"\x02\x00\x00\x00\x00\x00\x00\x01" + b"\x04\x44" + b"\xff\xff"), "garbled"),
        (http(b"\x02\x00\x04\x01\x00\x00\x00\x01\x03"), "refused"),
        (http(b"\x02\x00\x05\x07\x00\x00\x00\x01\x03"), "device_error"),
        (http(b"\x02" + b"\0" * 10_000_000), "too_much"),
        (lambda caller, done: caller.sendall(bytes(range(256)) * 20), "garbled"),
        (lambda caller, done: caller.sendall(b"SSH-2.0-OpenSSH_9.2\r\n"), "garbled"),
    ],
)
def test_a_bad_answer_has_its_reason_and_gives_no_value(talk, reason):
    with answering(talk) as address:
        readings = device(address)

    assert values(readings) == {}
    assert set(reasons(readings).values()) == {reason}


@pytest.mark.parametrize(
    "address",
    ["", "ftp://x/", "ipp://", "ipp://[::1", "a b", "../../etc", "ipp://h:99999/", "ipp://h\nHost: x/", "x?y"],
)
def test_an_address_that_is_none_is_refused_before_anything_is_sent(address):
    readings = run("ipp_printer", Target("device", address))

    assert values(readings) == {}
    assert set(reasons(readings).values()) == {"bad_address"}
