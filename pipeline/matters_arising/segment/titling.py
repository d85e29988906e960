"""How far a title goes, and what reads like one."""

from __future__ import annotations

import re
from dataclasses import replace

from matters_arising.models import Block
from matters_arising.segment.lexicon import (
    is_abbreviation,
    is_act,
    opens_with_act,
    word_list,
)
from matters_arising.segment.named import is_people
from matters_arising.segment.roster import Roster
from matters_arising.segment.running import marks_within

LONGEST_TITLE = 18  # words; a longer stretch is a sentence
_WORD = 5  # characters, the stop among them, that make a title of one word: "Roof."
_FAR = 4_000  # characters in which the second entry of a list that runs on stands
LONGEST_RUN_IN = 9  # words before a colon or dash
_COLON = re.compile(r"[^\n:]{2,90}?(?<!\d):(?=[\s“\"'])")
_DASH = re.compile(r"[^\n]{2,80}?\s?[–—-]{1,2}(?=\s)")
_STOP = re.compile(
    r"(?<!\b[A-Z])(?<!\b(?:No|St|Mr|Dr|Ms|vs|Co|Cr|Fr))(?<!\b(?:Mrs|Nos|Rev|Ref|Inc|Ltd|Ave|Ald|Cst|min|Min|ref))(?<!\b(?:Coun|Supt))"
    r"(?<!\bCllr)[.!?;](?=\s|$)"
)
_FINITE = re.compile(
    r"\b(?:was|were|had|has|have|is|are|will|would|be|been|shall|must|should|said|asked|reported|agreed|noted|left|joined"
    r"|mentioned|advised|proposed|moved|seconded|thanked|gave|carried|attended|received|opened|closed|that)\b"
)
_OPENER = re.compile(
    r"(?:The|It|There|A|An|No|This|That|All|Cllrs?|Mrs?|Ms|Councillors?|Members|RESOLVED|AGREED|Apologies|None|Some|Several|After|Following)\b"
)
_SOMEBODY = re.compile(r"(?:Cllrs?|Councillors?|Members)\b")
_OBJECT = 4  # words of "To invite Members to speak" in which they begin no sentence
_TO_DO = re.compile(r"To (?:[a-z]+ )?[A-Za-z]+\s?[:–—-]+")  # "To discuss:": the title is what stands behind
_ACT = re.compile(r"\s(?:RESOLVED|AGREED|ACTION|DECISION|DECIDED)\b")


def title_end(text: str, start: int, block: Block, roster: Roster) -> int:
    """Where the title that starts behind the number at `start` in `block` ends; `start` itself where a paragraph has
    no title, or where people stand in its place: the mover of a motion, somebody who speaks."""
    if block.kind == "heading" or block.bold:
        if words(text[start : block.end]) <= 2 * LONGEST_TITLE:
            return start if roster.shows(text[start : block.end]) else block.end
    elif block.lead > start and words(text[start : block.lead]) <= LONGEST_TITLE:
        named = roster.shows(text[start : block.lead], text[block.lead : block.end])
        return start if named else block.lead
    line_end = _line_end(text, start, block)
    first = next(marks_within(text, start, min(block.end, start + _FAR)), start)
    if first > start and reads_like_title(text[start:first]):
        return first
    cut = run_in_end(text, start, line_end)
    if cut > start:
        return _cut_off(text, start, cut, replace(block, bold=False, lead=-1), roster)
    line = text[start:line_end]
    if roster.shows(line, text[line_end : block.end]):
        return start
    if is_sentence(line) and words(line) > (5 if line.rstrip().endswith(".") else 9):
        return _title_case_end(text, start, block.end, roster)
    if words(line) <= LONGEST_TITLE and not _STOP.search(line.rstrip(". ")):
        following = text[line_end + 1 : line_end + 2]
        if line_end == block.end or following.isupper() or not following.isalpha():
            return line_end
    return _title_case_end(text, start, block.end, roster)


def _line_end(text: str, start: int, block: Block) -> int:
    """The end of the printed line at `start`; a line that ends in "of" or "the" goes on in the next."""
    line_end = text.find("\n", start, block.end)
    if line_end < 0:
        return block.end
    last = text[start:line_end].split()[-1:]
    if not last or last[0].lower() not in word_list("joining"):
        return line_end
    rest = text.find("\n", line_end + 1, block.end)
    return block.end if rest < 0 else rest


def _cut_off(text: str, start: int, cut: int, block: Block, roster: Roster) -> int:
    """The end of a title of which a colon or dash, before `cut`, cuts off what follows."""
    line_end = _line_end(text, start, block)
    behind = text[cut:line_end]
    if (line_end == block.end or is_caps(behind)) and _goes_on(text[start:cut], behind):
        return line_end
    if _TO_DO.fullmatch(text, start, cut) and behind.strip():
        following = cut + len(behind) - len(behind.lstrip())
        end = title_end(text, following, block, roster)
        return end if end > following else start
    act = _ACT.search(text, start, cut)  # "To approve payments RESOLVED:": the colon belongs to the act
    return start if roster.shows(text[start:cut], behind) else act.start() if act else cut


def run_in_end(text: str, start: int, end: int) -> int:
    """The end of a run-in title closed by a colon or a dash, `start` where there is none, or where what stands before
    it is done rather than named ("Deferred to the July meeting: ...")."""
    if opens_with_act(text[start:end]):
        return start
    for pattern in (_COLON, _DASH):
        match = pattern.match(text, start, end)
        if match and words(match.group()) <= LONGEST_RUN_IN and not _STOP.search(match.group().rstrip(":")):
            return match.end()
    return start


def _goes_on(head: str, rest: str) -> bool:
    """Whether the words after a colon or dash are still title ("Approve: Repairs and Painting"), not its text."""
    tokens = re.findall(r"[^\W\d_][\w'’]*", rest)
    capital = [token for token in tokens if token[0].isupper() or token in word_list("joining")]
    if not tokens or words(head + rest) > LONGEST_TITLE or is_people(rest) or is_people(head):
        return False
    return len(tokens) > 1 and len(capital) >= 0.75 * len(tokens) and is_short_title(rest)


def _title_case_end(text: str, start: int, end: int, roster: Roster) -> int:
    """The end of the words with which a paragraph opens, where a new sentence follows them without a stop."""
    tokens = list(re.finditer(r"\S+", text[start : min(end, start + 200)]))
    for place in range(1, min(len(tokens), LONGEST_TITLE)):
        before, token = tokens[place - 1], tokens[place].group()
        if before.group()[-1] in ".;!?" and len(before.group()) > 2 and not is_abbreviation(before.group()):
            alone = place == 1 and (is_act(before.group()) or len(before.group()) < _WORD or not token[0].isupper())
            return start if alone else start + before.end()
        if place == 1 or (tokens[0].group() == "To" and place < _OBJECT and _SOMEBODY.match(token)):
            continue
        if _OPENER.match(token) and before.group()[-1].isalnum() and before.group().lower() not in word_list("joining"):
            title = text[start : start + before.end()]
            return start if is_sentence(title) or roster.shows(title.split(":")[0]) else start + before.end()
    return start


def reads_like_title(line: str) -> bool:
    """Whether a stretch reads like a title: opens with a capital and is no sentence."""
    found = re.findall(r"[^\W\d_][\w'’]*", line)
    return bool(found) and found[0][0].isupper() and not _STOP.search(line.rstrip(".: ")) and not is_sentence(line)


def is_short_title(line: str) -> bool:
    """Whether a stretch is a title of a few words, most of them names or nouns printed with capitals."""
    tokens = re.findall(r"[^\W\d_][\w'’]*", line)
    lower = [token for token in tokens if token[0].islower() and len(token) > 3]
    return 0 < len(tokens) <= 8 and (len(lower) <= 2 or 2 * len(lower) < len(tokens)) and not is_sentence(line)


def is_sentence(line: str) -> bool:
    """Whether a stretch holds a finite verb, as a sentence does and a title rarely."""
    return _FINITE.search(line) is not None


def opening_words(text: str) -> str:
    """What a paragraph without a title is about, in its first words: "That we accept the quote…"."""
    plain = re.sub(r"\s+", " ", text).strip(" :–—-.")
    cut = run_in_end(plain, 0, len(plain))
    if cut and is_people(plain[:cut]):
        plain = plain[cut:].strip()
    stop = _STOP.search(plain)
    return " ".join(plain[: stop.start() if stop else len(plain)].split()[:14]).strip(" ,:–—-")


def is_caps(line: str) -> bool:
    """Whether a stretch is printed in capitals."""
    letters = [letter for letter in line if letter.isalpha()]
    return len(letters) >= 3 and sum(letter.isupper() for letter in letters) >= 0.85 * len(letters)


def words(stretch: str) -> int:
    """How many words a stretch has."""
    return len(stretch.split())
