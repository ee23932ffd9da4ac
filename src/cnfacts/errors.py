"""Typed exceptions, each with a stable code; what is raised on purpose derives from `CnfactsError`."""

from __future__ import annotations

__all__ = ["CnfactsError", "DateError", "InputError", "LexiconError", "MissingExtraError", "ModelError"]


class CnfactsError(Exception):
    """Base of all errors of the library.

    Args:
        message: what went wrong, where, and what to do about it, in one line.
    """

    code = "CF000"

    def __init__(self, message: str) -> None:
        super().__init__(f"[{self.code}] {message}")
        self.message = message

    def __reduce__(self) -> tuple[type[CnfactsError], tuple[str]]:
        """Errors cross processes without their code being added twice."""
        return type(self), (self.message,)


class InputError(CnfactsError):
    """A document that cannot be read: names the file, the place and the remedy."""

    code = "CF100"


class DateError(CnfactsError):
    """A document date that is not an ISO date (YYYY-MM-DD)."""

    code = "CF101"


class LexiconError(CnfactsError):
    """A row of a lexicon file that breaks the file's own grammar: names the file and the line."""

    code = "CF200"


class ModelError(CnfactsError):
    """The segmentation model is missing, damaged or of another version."""

    code = "CF300"


class MissingExtraError(CnfactsError):
    """An optional dependency is needed: names the command that installs it."""

    code = "CF400"
