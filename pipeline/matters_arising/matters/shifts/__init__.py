"""What changed about a matter on its way: its forum, its scope, what absorbed it, who was in the chair.

A shift is said only where the minutes print it, and is given with their words. What was denied, retold, only asked for,
conditional or lost shifts nothing; where it cannot be told, nothing is said.
"""

from matters_arising.matters.shifts.all import shifts_of
from matters_arising.matters.shifts.nouns import KINDS, Around, Course, Kind, Printed, Said, Shift, Stop, Words

__all__ = ["KINDS", "Around", "Course", "Kind", "Printed", "Said", "Shift", "Stop", "Words", "shifts_of"]
