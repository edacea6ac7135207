"""What goes over the line: one file for each area; each shape says how it is made of the rows of the rooms."""
