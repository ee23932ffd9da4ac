"""Typed statistics from Chinese government text.

`extract` is the one-line way in; `pipe` reads many texts; `load` gives the spaCy pipeline. Importing the package loads
no spaCy.
"""

from cnfacts.schema.fact import Fact

__all__ = ["Fact"]
__version__ = "0.1.0"
