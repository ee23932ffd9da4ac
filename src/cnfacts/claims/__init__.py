"""Claimed figures held against what is known."""
