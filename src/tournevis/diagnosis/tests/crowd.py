"""Technicians who answer the same step at once, on a database of its own: prints what came of it as JSON."""

import json
import os

TECHNICIANS, ROUNDS = 5, 4


def main():
    """Each round, everybody answers what he saw; at most one of them is heard."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tournevis.project.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from tournevis.desk.models import Ticket
    from tournevis.desk.rules import Overtaken
    from tournevis.desk.tests.crowd import together
    from tournevis.diagnosis import engine, rules
    from tournevis.diagnosis.models import DiagnosisEvent
    from tournevis.diagnosis.tests.small import heard, make_case, small_model
    from tournevis.people.tests.factories import make_technician, make_user

    engine.model, engine.understand = small_model, heard
    user = make_user()
    people = [make_technician(user.organisation) for _ in range(TECHNICIANS)]
    choices = ["ready", "jam", "paper", "ready", "jam"]
    heard_of = []
    for _round in range(ROUNDS):
        one = make_case(user)

        def answer(by, one=one):
            ticket = Ticket.objects.get(pk=one.pk)
            value = choices[people.index(by)]
            try:
                rules.answer(ticket, "printer_panel", value, by=by, seen=1)
            except Overtaken:
                return None
            return value

        told = [value for value in together(answer, people) if value]
        events = list(
            DiagnosisEvent.objects.filter(diagnosis__ticket=one, kind="answer").values_list("value", flat=True)
        )
        heard_of.append({"told": told, "kept": events})
    print(json.dumps(heard_of))


if __name__ == "__main__":
    main()
