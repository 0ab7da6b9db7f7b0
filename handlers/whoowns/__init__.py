"""`/whoowns`: whose responsibility a layer is, by the active matrix, with its source."""
