"""The tour: a story played as people would, its transcript, and what it proves."""
