"""What keeps an installation in order: the chores of each day."""
