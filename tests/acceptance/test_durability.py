"""Nothing acknowledged is lost: a real server under writes is killed outright again and again, then counted."""

import http.client
import random
import re
import sqlite3
import threading
import time

import psutil
import pytest
from tests.acceptance.server import Server, Visitor

KILLS = 6
WRITER = "camille.rousseau"

pytestmark = [pytest.mark.acceptance, pytest.mark.slow, pytest.mark.timeout(300)]


class Writer(threading.Thread):
    """Replies to a ticket as fast as it is acknowledged, through every end of the server."""

    def __init__(self, visitor, path):
        super().__init__(daemon=True)
        self.visitor, self.path = visitor, path
        self.acknowledged = []
        self.sent = 0
        self.done = threading.Event()

    def run(self):
        while not self.done.is_set():
            self.sent += 1
            words = f"reply number {self.sent}."
            try:
                page = self.visitor.post(self.path + "reply/", self.path, body=words)
            except (OSError, http.client.HTTPException, AssertionError):
                time.sleep(0.1)  # the server is down: the next try is another reply
                continue
            if words in page:
                self.acknowledged.append(words)


@pytest.fixture
def server(tmp_path):
    server = Server(tmp_path / "data")
    server.start()
    yield server
    server.kill()


def ask(server, question):
    with sqlite3.connect(server.data / "tournevis.sqlite3") as database:
        return database.execute(question).fetchall()


def test_what_was_acknowledged_is_there_after_every_kill(server):
    visitor = Visitor(server.url)
    visitor.sign_in(WRITER, server.password("people"))
    number = re.search(r'href="/requests/(\d+)/"', visitor.get("/requests/"))[1]
    writer = Writer(visitor, f"/requests/{number}/")
    writer.start()

    for kill in range(KILLS):
        before = len(writer.acknowledged)
        end = time.monotonic() + 30
        while len(writer.acknowledged) < before + 5 and time.monotonic() < end:
            time.sleep(0.01)
        # Not always at the same point of a request.
        time.sleep(random.Random(kill).uniform(0, 0.2))
        server.kill()
        server.start()
    writer.done.set()
    writer.join(30)

    kept = [body for (body,) in ask(server, "SELECT body FROM desk_entry WHERE body LIKE 'reply number %'")]
    assert len(writer.acknowledged) >= 5 * KILLS
    assert [words for words in writer.acknowledged if words not in kept] == []
    assert len(kept) == len(set(kept))
    assert ask(server, "PRAGMA integrity_check") == [("ok",)]
    assert ask(server, "PRAGMA foreign_key_check") == []


def test_a_stop_is_clean_and_the_next_start_is_quick(server):
    assert server.stop() == 0
    assert "Traceback" not in server.words()

    server.start()

    # The processor's time rather than the clock's: other tests run beside this one.
    parent = psutil.Process(server.process.pid)
    times = [process.cpu_times() for process in [parent, *parent.children(recursive=True)]]
    assert sum(spent.user + spent.system for spent in times) < 5
