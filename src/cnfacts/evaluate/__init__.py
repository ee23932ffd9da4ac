"""Measuring the extraction against annotated documents."""
