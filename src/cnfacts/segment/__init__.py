"""Word segmentation of government text with the project's own model (recipe: models/segmenter)."""

from __future__ import annotations

from cnfacts.segment.segmenter import Segmenter

__all__ = ["Segmenter"]
