"""A copy of everything, made while the site runs, put back into an empty place, and tried."""

from .making import make_backup
from .manifest import BackupProblem, Manifest
from .restoring import restore_backup
from .verifying import Verdict, verify_backup

__all__ = ["BackupProblem", "Manifest", "Verdict", "make_backup", "restore_backup", "verify_backup"]
