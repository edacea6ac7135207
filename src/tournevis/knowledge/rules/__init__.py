"""What may happen to what is known: counts of outcomes, notes of cases, articles and how they serve."""

from .articles import TooLong, attach, check_parts, draft_article, link_faults, restore, write
from .counting import Outcome, count_outcome, keep_note, withdraw_note
from .merging import export_pack, import_pack, merge_at_upgrade, merge_release, plan_pack, plan_release
from .publishing import agree, publish_due, reviewed, settle
from .serving import follow, opened, vote
from .trees import import_tree, plan_tree
from .versions import BadPack, Conflicted, publish, withdraw

__all__ = [
    "BadPack",
    "Conflicted",
    "Outcome",
    "TooLong",
    "agree",
    "attach",
    "check_parts",
    "count_outcome",
    "draft_article",
    "export_pack",
    "follow",
    "import_pack",
    "import_tree",
    "keep_note",
    "link_faults",
    "merge_at_upgrade",
    "merge_release",
    "opened",
    "plan_pack",
    "plan_release",
    "plan_tree",
    "publish",
    "publish_due",
    "restore",
    "reviewed",
    "settle",
    "vote",
    "withdraw",
    "withdraw_note",
    "write",
]
