"""Search: which documents hold which words, who may read them, and which answers a query best; see docs/search.md."""
