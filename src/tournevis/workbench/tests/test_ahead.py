import pytest
from django.urls import reverse

from tournevis.diagnosis.tests.small import make_case

pytestmark = pytest.mark.django_db


def test_a_technician_may_look_which_answer_would_change_the_plan(bench, user):
    ticket = make_case(user)
    ahead = reverse("workbench:ahead", args=[ticket.number])

    assert f'hx-get="{ahead}"' in bench.get(reverse("workbench:case", args=[ticket.number])).content.decode()
    assert "peut changer la suite" in bench.get(ahead).content.decode()


def test_a_user_is_shown_nothing_of_the_plan(client, user):
    ticket = make_case(user)
    client.force_login(user)

    assert client.get(reverse("workbench:ahead", args=[ticket.number])).status_code in (302, 403, 404)
