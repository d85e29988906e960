"""The evidence pack: what the minutes have of a matter, or of what a body put off, in a form that others can check.

A report to be printed, the same as tables and data, and a manifest against which anybody who has the archive's files
can prove every quote, without the database that it was made from.
"""

from __future__ import annotations
