"""Forms of the room."""

from .door import ConfirmForm, SignInForm
from .policy import PolicyForm

__all__ = ["ConfirmForm", "PolicyForm", "SignInForm"]
