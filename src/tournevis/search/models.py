"""Tables of the room: which document holds which word, and the words of each shelf.

A shelf is where documents of one kind stand that the same people may read: the tickets of an organisation, the articles
of a team. Which shelves there are, and who reads by which, is for the rooms above to say; a search reads no others.
"""

from __future__ import annotations

from django.db import models

MAX_SHELF, MAX_WORD = 16, 40


class Posting(models.Model):
    """That a document on a shelf holds a word, and how much it weighs there; all that a search reads is in the key."""

    pk = models.CompositePrimaryKey("shelf", "word", "document", "weight")
    shelf = models.CharField(max_length=MAX_SHELF)
    word = models.CharField(max_length=MAX_WORD)
    document = models.PositiveBigIntegerField()
    weight = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["document", "shelf"], name="posting_of_document")]

    def __str__(self) -> str:
        return f"{self.shelf}/{self.document} {self.word}"


class Word(models.Model):
    """A word of a shelf, as it is written or as its stem, and in about how many documents it stands.

    The empty word stands in every document. The count is exact up to `rules.EXACT`, then good to some percent: so two
    tickets that are written at once seldom wait for the same row.
    """

    shelf = models.CharField(max_length=MAX_SHELF)
    word = models.CharField(max_length=MAX_WORD)
    documents = models.PositiveIntegerField(default=1)
    # As somebody wrote it; a bare stem is never what a slip is taken for.
    spelt = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shelf", "word"], name="word_once")]
        indexes = [models.Index(fields=["shelf", "id"], name="word_latest")]

    def __str__(self) -> str:
        return self.word
