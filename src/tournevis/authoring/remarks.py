"""The linter's remarks, beside the field concerned and in the author's language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tournevis.authoring.forms import RecordForm
from tournevis.authoring.models import Kind
from tournevis.authoring.writing import Written
from tournevis.authoring.writing.texts import slug
from tournevis.troubleshooting import Model, Remark
from tournevis.troubleshooting.authoring import Said, hardest
from tournevis.troubleshooting.quality.rules import LEAST_APART

PLACES = {
    Kind.FAULTS: {
        "names": "name",
        "complaints": "complaints",
        "explain.plain": "plain",
        "explain.technical": "technical",
        "share": "often",
        "remedies": "cures_0",
        "expects": "signs_0",
        "shows": "signs_0",
        "risk": "data_loss",
        "id": "family",
    },
    Kind.REMEDIES: {
        "names": "name",
        "steps": "steps",
        "guards": "guards_0",
        "risk": "data_loss",
        "minutes": "minutes",
        "id": "family",
    },
    Kind.FACTS: {"names": "ask", "answers": "answers", "ways": "ask", "usual": "answers", "how": "how", "id": "ask"},
}
# What the linter says in the words of packs, and what an author is told instead.
TOLD = [
    (r"Value error, an? .*", gettext_noop("Something is missing here.")),
    (r"String should have at least 1 character", gettext_noop("Write something here.")),
    (r"Field required", gettext_noop("Write something here.")),
    (r"String should have at most (?P<n>\d+) characters?", gettext_noop("At most %(n)s characters.")),
    (r"String should match pattern.*", gettext_noop("This cannot be a name: use letters and figures.")),
    (r"Tuple should have at least 2 items.*", gettext_noop("Give at least two.")),
    (r"(?:Tuple|Dictionary) should have at least 1 item.*", gettext_noop("Give at least one.")),
    (
        r"(?P<n>\d+) complaints in \w+; give at least (?P<least>\d+).*",
        gettext_noop("%(n)s so far; with %(least)s or more, short and long, it is found far more easily."),
    ),
    (
        r".* reads at LIX (?P<lix>\d+), above (?P<limit>\d+).*",
        gettext_noop("Hard to read (LIX %(lix)s, above %(limit)s): use shorter words and sentences."),
    ),
    (r".*the words sum to (?P<sum>[\d.]+).*", gettext_noop("Together more than always (%(sum)s): weaken some.")),
    (r"two answers have the same id.*", gettext_noop("Two answers are the same.")),
    (r"its probe tells no answer.*", gettext_noop("Say which reading means which answer.")),
    (r"may lose data: needs a guard.*", gettext_noop("It may lose data: say what the user must agree to.")),
    (
        r"data_loss is high: it needs a guard.*",
        gettext_noop("It may lose much data: say under which answer alone it may be done (“Only if”)."),
    ),
    (
        r"says neither how to undo it.*",
        gettext_noop("It has a risk: say how to undo it, or that it cannot be undone."),
    ),
    (r"no fault uses it.*", gettext_noop("No cause uses it yet.")),
    (r"no fault, guard or check cares about it.*", gettext_noop("No cause speaks of its answers yet.")),
    (r"its guards come back to itself.*", gettext_noop("It waits for itself: take one of the conditions out.")),
    (r"no answer of .* satisfies all its guards.*", gettext_noop("No answer meets all the conditions: keep one.")),
    (r"breaks another record: (?P<what>.*)", gettext_noop("Another record needs what is taken away here: %(what)s")),
    (r"unknown family.*", gettext_noop("There is no such family.")),
    (r"unknown (?:fact|symptom) .*", gettext_noop("The base has it no more: choose another.")),
    (r"unknown remedy .*", gettext_noop("New: describe it next, and save it.")),
    (r"unknown .*", gettext_noop("The base does not know this: choose another.")),
    (r"is asked with (?P<n>\d+) answers; (?P<most>\d+) at most", gettext_noop("%(n)s answers; at most %(most)s.")),
]
# What is said of a pack that comes in from elsewhere.
TOLD_OF_PACKS = [
    (r"larger than (?P<n>\d+) MB; split the pack", gettext_noop("larger than %(n)s MB: split the pack.")),
    (r"more than .* unpacked; split the pack", gettext_noop("too large once unpacked: split the pack.")),
    (r"the file is empty; .*", gettext_noop("the file is empty: export it again.")),
    (r"not a readable zip .*", gettext_noop("not a readable zip: export it again.")),
    (r"(?P<what>'.*') is no YAML file of a pack.*", gettext_noop("%(what)s is no YAML file of a pack: take it out.")),
    (
        r"no manifest\.yaml in it; .*",
        gettext_noop("no manifest.yaml in it: export it from Tournevis, or send its YAML files one by one."),
    ),
    (
        r"changed or lost since its export; .*",
        gettext_noop("changed or lost since its export: export it again, or send the YAML files one by one."),
    ),
    (
        r"of a later version \(schema (?P<n>\d+), here (?P<here>\d+)\).*",
        gettext_noop("of a later version (schema %(n)s, here %(here)s): upgrade Tournevis."),
    ),
    (r"begins with no `schema: 1`.*", gettext_noop("it does not begin with “schema: 1”: add it.")),
    (r"the pack holds no fault.*", gettext_noop("it holds no fault, question, remedy or symptom: export it again.")),
    (r"unknown key (?P<what>'.*'); .*", gettext_noop("unknown key %(what)s: take it out.")),
    (r"(?P<what>\w+): must be a list of records.*", gettext_noop("%(what)s: must be a list of records; mend it.")),
    (
        r"(?P<what>\S+) is already given at (?P<place>\S+); .*",
        gettext_noop("%(what)s is already given at %(place)s: ids are unique, give another."),
    ),
    (r"aliases .* are refused.*", gettext_noop("YAML aliases are refused: write it out.")),
    (r"nested deeper than (?P<n>\d+) levels", gettext_noop("nested deeper than %(n)s levels: flatten it.")),
    (r"not UTF-8 text.*", gettext_noop("not UTF-8 text: save it as UTF-8.")),
    (r"not valid YAML: (?P<what>.*)", gettext_noop("not valid YAML (%(what)s): mend this line.")),
    (r"(?P<key>[\w.:]+): no fault is left .*", gettext_noop("%(key)s: no fault is left: keep one, or take it out.")),
    (
        r"(?P<key>\S+): unknown family '(?P<what>.*)'; .*",
        gettext_noop("%(key)s: there is no family “%(what)s”: begin its id with one that there is."),
    ),
    (r"unknown kind .*", gettext_noop("a kind of record that is not known: take it out.")),
    (r"(?P<key>\S+): the record must hold this id.*", gettext_noop("%(key)s: the record must hold this id.")),
    (
        r"(?P<where>[\w.]+): Value error, page code is refused \((?P<what>.*)\).*",
        gettext_noop("%(where)s: page code is refused (%(what)s): write it in words."),
    ),
    (
        r"(?P<where>[\w.]+): Value error, a sign that cannot be seen \((?P<what>\S+)\).*",
        gettext_noop("%(where)s: a sign that cannot be seen (%(what)s) is refused: take it out."),
    ),
    (
        r"(?P<where>[\w.]+): Extra inputs are not permitted",
        gettext_noop("%(where)s: not known here: take it out."),
    ),
]
PATTERNS_OF_PACKS = [(re.compile(pattern, re.DOTALL), told) for pattern, told in TOLD_OF_PACKS]
PATTERNS = [(re.compile(pattern), told) for pattern, told in TOLD]
LATER = re.compile(r"no fault uses it|no fault, guard or check cares|unknown remedy")  # mended by writing what is next


@dataclass(frozen=True)
class Shown:
    """A remark beside a field; `grave` ones must be mended before the draft can be in force."""

    text: str
    grave: bool


def told(message: str) -> str:
    """A remark of the linter for an author; as it is where there are no other words for it."""
    for pattern, words in PATTERNS:
        found = pattern.fullmatch(message)
        if found:
            return _(words) % found.groupdict()
    return message


def placed(remark: Remark) -> str:
    """A remark of a file that came in, with its place, in the reader's language."""
    where = f"{remark.file}:{remark.line}: " if remark.line else f"{remark.file}: "
    for pattern, words in PATTERNS_OF_PACKS:
        found = pattern.fullmatch(remark.message)
        if found:
            return where + _(words) % found.groupdict()
    field, _colon, message = remark.message.partition(": ")
    return f"{where}{field}: {told(message)}" if message else where + told(remark.message)


def beside(form: RecordForm, said: Iterable[Said], written: Written) -> dict[str, list[Shown]]:
    """The remarks by name of the field that they stand beside; "" for those of the whole.

    What is said of a translation that only repeats the author's words is left out: it is said of these already.
    """
    found: dict[str, list[Shown]] = {}
    for one in said:
        if one.field.endswith(f".{written.other}"):
            continue
        shown = Shown(told(one.message), one.grave)
        place = _field(form, one.field)
        if shown not in found.setdefault(place, []):
            found[place].append(shown)
    return found


def _field(form: RecordForm, path: str) -> str:
    head, _dot, rest = path.partition(".")
    row = _row(form, head, rest.split(".")[0] if head == "expects" else rest)
    if row:
        return row
    places = PLACES[form.kind]
    known = next((places[key] for key in sorted(places, key=len, reverse=True) if path.startswith(key)), head)
    return known if known in form.fields else ""


def _row(form: RecordForm, head: str, item: str) -> str:
    """The row that an item of a list stands in."""
    prefix = {"expects": "signs", "shows": "signs", "remedies": "cures"}.get(head)
    if prefix is None or prefix not in form.rows or not item:
        return ""
    for bound, _word in form.row_list(prefix):
        said = str(bound.value() or "")
        sign = form.index.sign(said) if prefix == "signs" else None
        if (sign and sign.id == item) or (prefix == "cures" and said and _is_remedy(form, said, item)):
            return bound.name
    return ""


def _is_remedy(form: RecordForm, said: str, item: str) -> bool:
    known = form.index.remedy(said)
    return known == item if known else item.endswith(slug(said))


def likeness(model: Model, fault: str, tongue: str) -> Shown | None:
    """What a cause is too like, if anything: no finding tells the two apart well."""
    near = hardest(model, fault) if fault in model.index else None
    if near is None or near.apart >= LEAST_APART:
        return None
    other = model.base.faults.get(near.neighbour)
    name = other.names[tongue] if other else near.neighbour
    told = _("Hardly told from “%(name)s”: add a sign that only one of the two shows.") % {"name": name}
    return Shown(told, grave=False)
