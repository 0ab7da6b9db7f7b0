"""Milestones: what is to be reached by when, and what customers read of it."""
