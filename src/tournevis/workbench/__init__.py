"""Pages of technicians and managers: the list of cases by acuity, and the case page."""
