"""What changed about a matter on its way: its forum, its scope, what absorbed it, its owner, who was in the room.

A shift is said only where the minutes print it, and is given with their words. What was denied, retold, only asked for,
conditional or lost shifts nothing; where it cannot be told, nothing is said.
"""

from matters_arising.matters.shifts.all import of_body, shifts_of
from matters_arising.matters.shifts.nouns import Around, Course, Errand, Kind, Printed, Said, Shift, Stop, Words

__all__ = ["Around", "Course", "Errand", "Kind", "Printed", "Said", "Shift", "Stop", "Words", "of_body", "shifts_of"]
