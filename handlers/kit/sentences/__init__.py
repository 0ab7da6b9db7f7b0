"""How each kind of fact reads, a file for a subject."""
