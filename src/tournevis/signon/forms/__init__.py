"""Forms of the room."""

from .door import ConfirmForm, SignInForm
from .factors import AppForm, SecondForm
from .policy import PolicyForm

__all__ = ["AppForm", "ConfirmForm", "PolicyForm", "SecondForm", "SignInForm"]
