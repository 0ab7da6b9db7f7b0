"""`/incident`: open one, take it through its phases, decide on mitigations."""
