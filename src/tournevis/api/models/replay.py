"""The answers of writes, kept so that one sent twice is done once."""

from __future__ import annotations

from django.db import models

from .token import Token


class Replay(models.Model):
    """What a write answered, by the key that its sender gave it.

    Attributes:
        fingerprint: digest of method, address and body: the same key with another request is a mistake.
        status: None while the first one is under way.
    """

    token = models.ForeignKey(Token, on_delete=models.CASCADE, related_name="replays", db_index=False)
    key = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    body = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="replay_once")]
        indexes = [models.Index(fields=["token", "at"], name="replay_by_age")]

    def __str__(self) -> str:
        return self.key
