"""`import cnfacts.spacy` registers components, tokenizers and `doc._.facts`, for pipelines of your own."""

from __future__ import annotations

from cnfacts.pipeline.loading import load

__all__ = ["load"]
