"""Tables of the room: one file for what was counted, one for articles, one for how they serve, one for the
organisation's own base.
"""

from .article import Article, ArticleFault, ArticleText, Kind, Revision, Sharing, State
from .counts import CaseNote, OutcomeCount
from .service import Deflection, Vote
from .versions import Release, Version

__all__ = [
    "Article",
    "ArticleFault",
    "ArticleText",
    "CaseNote",
    "Deflection",
    "Kind",
    "OutcomeCount",
    "Release",
    "Revision",
    "Sharing",
    "State",
    "Version",
    "Vote",
]
