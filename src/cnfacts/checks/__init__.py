"""Consistency checks: which printed figures cannot be true together, and which could not be told."""
