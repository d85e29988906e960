"""Document -> Meeting, AgendaItem, Statement."""

from matters_arising.segment.naming import harmonise
from matters_arising.segment.recognise import Verdict, recognise
from matters_arising.segment.taking_apart import segment
from matters_arising.segment.uses import body_key
from matters_arising.segment.versions import same_meeting

__all__ = ["Verdict", "body_key", "harmonise", "recognise", "same_meeting", "segment"]
