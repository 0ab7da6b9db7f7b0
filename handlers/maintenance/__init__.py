"""`/maintenance`: planned maintenances, from the first word to customers to the last."""
