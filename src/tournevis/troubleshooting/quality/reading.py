"""How easy a text reads, by a measure that needs no syllables and so serves French and English alike.

LIX is the mean number of words in a sentence plus the percentage of words of more than six letters. Below 30 it is
children's books, from 30 to 40 easy reading such as fiction and popular magazines, above 40 newspapers. Forty is taken
as what a 12-year-old reads. French words are a little longer than English ones: the same limit is stricter there.

Source: Björnsson, C.-H. (1968), Läsbarhet; Anderson, J. (1983), Lix and Rix: Variations on a little-known readability
index, Journal of Reading 26(6), 490-496 (LIX holds for English and French too).
"""

import re
from dataclasses import dataclass

LIMIT = 40.0  # LIX
LONG = 6  # letters above which a word is long
_WORD = re.compile(r"[^\W\d_]+")
_STOP = re.compile(r"[.!?:…]+")


@dataclass(frozen=True)
class Ease:
    """The reading level of a text.

    Attributes:
        lix: words a sentence + percent of long words.
        words_a_sentence: mean.
    """

    lix: float
    words_a_sentence: float


def ease(text: str) -> Ease:
    """The reading level of a text; zero for a text without a word. A colon ends a sentence, as Björnsson counts.

    >>> ease("The paper is stuck. Pull it out.")
    Ease(lix=3.5, words_a_sentence=3.5)
    """
    words = _WORD.findall(text)
    if not words:
        return Ease(0.0, 0.0)
    sentences = sum(bool(_WORD.search(part)) for part in _STOP.split(text))
    mean = len(words) / sentences
    return Ease(mean + 100 * sum(len(word) > LONG for word in words) / len(words), mean)
