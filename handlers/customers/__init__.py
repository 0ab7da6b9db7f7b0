"""`/customers`: who is told of outages, and in which channels."""
