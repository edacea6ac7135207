"""Knowledge: the fault base as the site uses it, and the counts of what worked."""
