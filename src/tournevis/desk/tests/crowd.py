"""Many technicians at once, on a database of its own: `python -m tournevis.desk.tests.crowd`; prints what came of it.

A process apart from the test run, whose tests each live in one transaction where nobody can get in another's way.
"""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from threading import Barrier

TECHNICIANS, TICKETS, WORDS = 6, 20, 5


def together(act, people):
    """`act` with each of `people`, all starting at once, each on a connection of his own."""
    from django.db import connection

    start = Barrier(len(people))

    def run(person):
        start.wait()
        try:
            return act(person)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(run, people))


def main():
    """Take, open and answer, all at once."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tournevis.project.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from tournevis.desk import rules
    from tournevis.desk.models import Ticket
    from tournevis.desk.tests.factories import make_ticket
    from tournevis.people.tests.factories import make_technician, make_user

    user = make_user()
    people = [make_technician(user.organisation) for _ in range(TECHNICIANS)]
    for _ in range(TICKETS):
        make_ticket(user)

    def take_all(by):
        taken = []
        while ticket := rules.take_next(by=by):
            taken.append(ticket.number)
        return taken

    taken = list(chain(*together(take_all, people)))
    opened = list(chain(*together(lambda by: [make_ticket(by).number for _ in range(WORDS)], people)))
    one = Ticket.objects.first()
    before = one.version

    def talk(by):
        ticket = Ticket.objects.get(pk=one.pk)
        for n in range(WORDS):
            rules.note(ticket, f"{by} {n}", by=by)

    together(talk, people)
    one.refresh_from_db()
    notes = one.entries.filter(kind="note").count()
    print(json.dumps({"taken": taken, "opened": opened, "notes": notes, "versions": one.version - before}))


if __name__ == "__main__":
    main()
