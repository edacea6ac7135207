"""What may happen at the door, and what follows."""

from .door import Half, enter, half_in, identify, leave, step_in
from .factors import Factors, factors_of, new_codes, remove_app, remove_factors, set_up_app, show_code
from .policy import change_policy
from .providers import remove_provider, save_provider
from .sessions import end_others, end_session

__all__ = [
    "Factors",
    "Half",
    "change_policy",
    "end_others",
    "end_session",
    "enter",
    "factors_of",
    "half_in",
    "identify",
    "leave",
    "new_codes",
    "remove_app",
    "remove_factors",
    "remove_provider",
    "save_provider",
    "set_up_app",
    "show_code",
    "step_in",
]
