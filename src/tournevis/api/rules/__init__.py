"""What may happen to keys for programs and to webhooks, and what follows."""

from .rate import spend
from .tokens import LIVES, identify, make_token, revoke
from .webhooks import redeliver, remove_webhook, renew_secret, save_webhook, try_webhook

__all__ = [
    "LIVES",
    "identify",
    "make_token",
    "redeliver",
    "remove_webhook",
    "renew_secret",
    "revoke",
    "save_webhook",
    "spend",
    "try_webhook",
]
