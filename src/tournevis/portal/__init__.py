"""Pages of users: say what is wrong, follow it, answer, reopen."""
