"""The operations: each finds the thing, calls the rule, and shows what came of it."""
