"""Action items: give, list, remind, put down as done."""
