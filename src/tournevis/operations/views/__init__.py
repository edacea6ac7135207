"""Pages of the room: one file for chores, one for personal data, one for how long it is kept."""
