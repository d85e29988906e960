"""What a statement looks like to a model, and the models that judge it."""

from __future__ import annotations
