"""The pipeline for minutes under the name by which spaCy loads it: `spacy.load("en_minutes")`."""

from __future__ import annotations

from matters_arising import __version__
from matters_arising.nlp.pipeline import load

__all__ = ["__version__", "load"]
