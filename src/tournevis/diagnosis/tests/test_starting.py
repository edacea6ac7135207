"""What a case begins with besides the words."""

import pytest

from tournevis.assets.models import Asset
from tournevis.assets.tests.factories import make_asset_of
from tournevis.diagnosis import rules

from .small import make_case

pytestmark = pytest.mark.django_db


def share_of_printing(user, technician, kind):
    case = make_case(user, "ça ne va plus", asset=make_asset_of(user, kind=kind) if kind else None)
    advice = rules.advise(case, by=technician).advice
    return sum(p for fault, p in advice.belief if fault.startswith("printing."))


def test_who_chooses_a_printer_is_heard_to_speak_of_printing(user, technician):
    unsaid = share_of_printing(user, technician, None)

    assert share_of_printing(user, technician, Asset.Kind.PRINTER) > unsaid + 0.05
    assert share_of_printing(user, technician, Asset.Kind.COMPUTER) == pytest.approx(unsaid)
