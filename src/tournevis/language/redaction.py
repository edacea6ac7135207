"""What a text keeps when names, numbers and addresses are taken out of it."""

import re
from collections.abc import Collection

from .text import MAX_CHARACTERS, fold, tokens

ADDRESS = re.compile(r"@|://|\\|\d|\w\.\w")  # in a word: a mail, site or network address, a number, a file's name
TITLED = re.compile(
    r"\b(?i:mr?|mrs|ms|mme|mlle|dr|monsieur|madame|mademoiselle|miss|coll[eè]gue|colleague|je m'appelle|my name is"
    r"|c'est|it's|this is)"
    r"\.? +(?:[A-ZÀ-Þ][\w'-]+ ?){1,3}"
)
INSIDE = re.compile(r"(?<=[\w,;)] )[A-ZÀ-Þ][a-zà-ÿ'-]+")  # a capital inside a sentence: mostly a name
SIGNED = re.compile(
    r"\n[ \t]*(?:--|bien cordialement|cordialement|cdt|sincerement|bonne journee|best regards|kind regards|regards"
    r"|many thanks|thanks|cheers|envoye de mon|sent from my)\b.*",
    re.IGNORECASE | re.DOTALL,
)


def redacted(text: str, keep: Collection[str] = (), names: Collection[str] = ()) -> str:
    """A text without signature, addresses, numbers, titled names and capitals inside sentences.

    Args:
        keep: folded words that stay though they have a capital: those that the trade uses (Outlook, Windows).
        names: folded words that go however they are written, such as those of the people of an organisation.
    """
    known = frozenset(keep)
    cut = text[:MAX_CHARACTERS]
    words = cut[: _signed_at(cut)].split(" ")
    left = TITLED.sub(" ", " ".join(word for word in words if not ADDRESS.search(word)))
    left = INSIDE.sub(lambda found: found.group() if set(tokens(found.group())) <= known else " ", left)
    return " ".join(word for word in left.split() if not any(part in names for part in tokens(word)))


def _signed_at(text: str) -> int:
    """Where a closing formula begins, on a line of its own; the end of the text where there is none."""
    folded = fold(text)
    found = SIGNED.search(folded) if len(folded) == len(text) else SIGNED.search(text)
    return found.start() if found else len(text)
