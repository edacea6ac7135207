"""The doors for programs: REST, webhooks, MCP. The same rules and queries as the pages; no rule of the trade here."""
