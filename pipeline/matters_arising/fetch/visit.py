"""One visit to one source: what it lists is brought, put in its place, and remembered."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from matters_arising.fetch.content import ending_of
from matters_arising.fetch.failures import Failure, Unreachable
from matters_arising.fetch.listing import Answer, Item, Listing, Validators
from matters_arising.fetch.memory import Kept, Memory, write_whole
from matters_arising.fetch.names import allot, told_apart
from matters_arising.fetch.report import Fetched
from matters_arising.fetch.telling import plain, shown

Bring = Callable[[Item, Validators], Answer]

_PATIENCE = 3  # files running that the server does not answer for, until the rest is left for the next visit
_OFTEN = 25  # files, after which the memory is put down


@dataclass(slots=True)
class Visit:
    """A visit under way. `folder` is the archive's, `home` the source's part of it, `versions` where old bytes go."""

    name: str
    folder: Path
    home: str
    versions: Path
    memory: Memory
    counts: dict[str, int] = field(default_factory=lambda: {"new": 0, "changed": 0, "unchanged": 0})
    failed: list[str] = field(default_factory=list)
    again: int = 0

    def carry_out(self, listing: Listing, bring: Bring) -> Fetched:
        """Bring all that is listed. What was listed before and is not now has vanished, if the whole list was read."""
        kept = self.memory.kept
        before = sum(not known.gone for known in kept.values())
        emptied = bool(before) and not listing.items
        nothing_yet = not listing.items and not before
        notes = [*listing.notes, *([] if nothing_yet else listing.doubts)]
        if emptied:
            notes.append(f"it lists nothing now, and listed {before} before: nothing is concluded from that")
        try:
            self._bring_all(listing, bring)
            complete = listing.whole and not emptied
            vanished = self._vanished(listing) if complete else ()
        finally:
            self.memory.write()
        failed = (*listing.faults, *self.failed)
        return Fetched(
            self.name,
            new=self.counts["new"],
            changed=self.counts["changed"],
            unchanged=self.counts["unchanged"],
            vanished=vanished,
            failed=failed,
            complete=complete,
            note="; ".join([*notes, *self._put_again()]),
            doubt="; ".join(listing.doubts) if nothing_yet else "",
        )

    def _put_again(self) -> list[str]:
        """What was fetched before, was no longer in the archive's folder, and is there again."""
        if not self.again:
            return []
        what = "1 file was" if self.again == 1 else f"{self.again} files were"
        return [f"{what} no longer in the archive's folder, and put there again"]

    def _bring_all(self, listing: Listing, bring: Bring) -> None:
        taken = {key: known.stem for key, known in self.memory.kept.items()}
        stems = allot({item.key: item.stem for item in listing.items.values()}, taken)
        silent = 0
        for done, item in enumerate(listing.items.values(), start=1):
            try:
                self.counts[self._one(item, stems[item.key], bring)] += 1
                silent = 0
            except Failure as failure:
                self.failed.append(f"{_where(item)}: {plain(str(failure))}")
                silent = silent + 1 if isinstance(failure, Unreachable) else 0
            except OSError as error:
                self.failed.append(f"{_where(item)}: it cannot be written ({error.strerror})")
            if silent == _PATIENCE and (left := len(listing.items) - done):
                self.failed.append(f"{left} more were not asked for: there was no answer {_PATIENCE} times running")
                return
            if done % _OFTEN == 0:
                self.memory.write()

    def _one(self, item: Item, stem: str, bring: Bring) -> str:
        """What became of one file: new, changed or unchanged. Raises Failure, OSError."""
        known = self.memory.kept.get(item.key)
        there = known is not None and (self.folder / known.path).is_file()
        answer = bring(item, known.validators if known and there else Validators())
        if known and answer.unchanged:
            self._remember(item, replace(known, gone=False))
            return "unchanged"
        place = item.place.name if isinstance(item.place, Path) else shown(item.place).partition("?")[0]
        ending = ending_of(answer, place, pages=item.pages)
        sha256 = hashlib.sha256(answer.body).hexdigest()
        if known and there and known.sha256 == sha256:
            self._remember(item, replace(known, gone=False), answer)
            return "unchanged"
        at_home = self._at_home(item)
        path = at_home or f"{self.home}/{stem}.{ending}"
        what = "new" if known is None else "unchanged" if known.sha256 == sha256 else "changed"
        if not known and not at_home and (self.folder / path).exists():
            if hashlib.sha256((self.folder / path).read_bytes()).hexdigest() == sha256:
                what = "unchanged"  # the memory was lost, the file was not
            else:
                stem = told_apart(stem, item.key)
                path = f"{self.home}/{stem}.{ending}"
        put_again = known is not None and not there
        if (what != "unchanged" or put_again) and not at_home:
            self.again += put_again
            self._place(path, answer.body, known)
        self._remember(item, Kept(path, stem, sha256), answer)
        return what

    def _at_home(self, item: Item) -> str:
        """The path of a file that lies in the archive already; empty where it does not."""
        if not isinstance(item.place, Path):
            return ""
        place, folder = item.place.resolve(), self.folder.resolve()
        return place.relative_to(folder).as_posix() if place.is_relative_to(folder) else ""

    def _place(self, path: str, body: bytes, known: Kept | None) -> None:
        """Write the file, after the old bytes have been put among the versions."""
        target = self.folder / path
        old = self.folder / known.path if known else target
        if old.is_file():
            bytes_before = old.read_bytes()
            mark = hashlib.sha256(bytes_before).hexdigest()[:12]
            version = self.versions / (known.path if known else path)
            write_whole(version.with_name(f"{version.stem}.{mark}{version.suffix}"), bytes_before)
        write_whole(target, body)
        if old != target:
            old.unlink(missing_ok=True)

    def _remember(self, item: Item, kept: Kept, answer: Answer | None = None) -> None:
        if answer:
            said = answer.validators
            kept = replace(kept, etag=said.etag, last_modified=said.last_modified)
        self.memory.kept[item.key] = replace(kept, date=item.date, scope=item.scope)

    def _vanished(self, listing: Listing) -> tuple[str, ...]:
        """Paths that are no longer listed, each told once; what this list would not name is not missed."""
        gone = [
            (key, known)
            for key, known in self.memory.kept.items()
            if key not in listing.items and not known.gone and listing.would_list(known.date, known.scope)
        ]
        for key, known in gone:
            self.memory.kept[key] = replace(known, gone=True)
        return tuple(sorted(known.path for _, known in gone))


def _where(item: Item) -> str:
    return plain(str(item.place)) if isinstance(item.place, Path) else shown(item.place)
