"""Tables of the room: one file for what was counted, one for articles, one for how they serve."""

from .article import Article, ArticleFault, ArticleText, Kind, Revision, Sharing, State
from .counts import CaseNote, OutcomeCount
from .service import Deflection, Vote

__all__ = [
    "Article",
    "ArticleFault",
    "ArticleText",
    "CaseNote",
    "Deflection",
    "Kind",
    "OutcomeCount",
    "Revision",
    "Sharing",
    "State",
    "Vote",
]
