"""What customers are told: outage, update, estimate, recovered, and the holding statement."""
