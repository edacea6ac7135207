"""Search: which documents hold which words, who reads them, and which answers a query best (docs/knowledge.md)."""
