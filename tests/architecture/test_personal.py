"""Nothing is held on a person that he is not told of: each column that points to one is told by its room.

A new column fails here until `<room>/held.py` names it in a kind of data (see `people/personal.py`): what for, by what
right, what is handed out, and what an erasure makes of it.
"""

from django.apps import apps

from tournevis.people import personal
from tournevis.people.models import User

# Django's own, unused.
UNUSED = {"people.User_groups.user", "people.User_user_permissions.user"}


def pointers() -> set[str]:
    """Every column that points to a person, as `app.Model.field`."""
    found = set()
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if field.concrete and field.related_model is User and not (field.many_to_many or model._meta.auto_created):
                found.add(f"{model._meta.label}.{field.name}")
            if field.concrete and field.many_to_many and field.related_model is User:
                found.add(f"{model._meta.label}.{field.name}")
    return found - UNUSED


def test_each_column_that_points_to_a_person_is_told_to_him():
    told = [column for kind in personal.kinds() for column in kind.columns]

    assert pointers() - set(told) == set(), "tell them in <room>/held.py"
    assert set(told) - pointers() == set(), "there are no such columns"
    assert len(told) == len(set(told))


def test_each_kind_says_what_for_and_by_what_right():
    assert personal.kinds()
    assert [kind.key for kind in personal.kinds() if not (str(kind.purpose) and str(kind.ground))] == []
