"""The evaluation gate: scores on archives a model did not see, held against pinned floors.

    python -m matters_arising.evaluation.gate [--shared DIR] [--lower "REASON"]

Three measurements. Two by judges that saw nothing of an archive: on the four bodies of the sample archive (always, by
the linear judge alone, since the encoder learned from them), and on the real gold where it is there (with the
encoder's kept scores, and by its groups of archives). The training extracts are learned from in every fold; the
stand-off marks are not, to be quick, so the shipped judges are a little better than what is measured here. And the
shipped judges on the hard cases, from which nothing was learned.
`tests/eval/baseline.json` pins the floors and the hash of the inputs they were taken on. Changed inputs and scores
below a floor fail; a floor is raised by hand, and lowered only with `--lower` and its reason in the changelog.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from matters_arising.evaluation.corpus import Marked, load_marked
from matters_arising.evaluation.hard_cases import load_pairs, tally
from matters_arising.evaluation.recipes import EVENT_RECIPE, JOINT_RECIPE, STANCE_RECIPE, columns_of
from matters_arising.evaluation.report import as_text, judge_unseen, summarise
from matters_arising.evaluation.rulings import rulings_on
from matters_arising.evaluation.train import own_extracts
from matters_arising.evaluation.training import Scores, leave_archives_out
from matters_arising.evaluation.unseen import ENCODER, GROUPS, load_unseen

BASELINE = Path("tests/eval/baseline.json")
ENOUGH = 100  # gold marks of a label, below which a floor would measure chance
SLACK = 0.06  # what a floor leaves below the score it was pinned on: other training text moves a score so much


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; 0 where every floor holds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with gold/ and archives/")
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--models", type=Path, default=Path("models"))
    parser.add_argument("--pin", action="store_true", help="write the inputs' hashes, and floors where there are none")
    parser.add_argument("--lower", metavar="REASON", default="", help="allow floors above today's scores to be lowered")
    chosen = parser.parse_args(arguments)
    baseline = json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.exists() else {}
    sample = load_marked(chosen.corpus / "gold", chosen.corpus / "sample")
    extracts = own_extracts(chosen.corpus)
    failures = hold("sample archive", sample, extracts, baseline, inputs=sample_gold(chosen.corpus / "gold"))
    failures += hold_hard_cases(chosen.corpus / "hard_cases.jsonl", baseline)
    if (chosen.shared / "gold").is_dir():
        real = load_marked(chosen.shared / "gold", chosen.shared / "archives")
        unseen = load_unseen(chosen.models / ENCODER, real)
        own = [*sample, *extracts]
        failures += hold("real gold", real, own, baseline, inputs=[chosen.shared / "gold"], encoder=unseen)
    else:
        print(f"real gold: not at {chosen.shared}, not scored")
    if chosen.pin:
        pin(baseline, lower=chosen.lower)
        return 0
    for failure in failures:
        print(f"GATE: {failure}", file=sys.stderr)
    print(f"evaluation gate: {len(failures)} failed")
    return 1 if failures else 0


def sample_gold(folder: Path) -> list[Path]:
    """The gold of the sample archive; the stand-off marks beside it are of other archives."""
    return sorted(path for path in folder.iterdir() if path.is_dir() and path.name != "standoff")


def hold(
    name: str,
    documents: Sequence[Marked],
    also: Sequence[Marked],
    baseline: dict[str, Any],
    *,
    inputs: Sequence[Path],
    encoder: Scores | None = None,
) -> list[str]:
    """Score one set of documents and say which pinned floors it falls below."""
    linear = leave_archives_out(documents, JOINT_RECIPE, also=also, groups=GROUPS, jobs=len(os.sched_getaffinity(0)))
    got: dict[str, float] = {}
    for recipe in (EVENT_RECIPE, STANCE_RECIPE):
        second = None if encoder is None else columns_of(recipe, encoder)
        first = columns_of(recipe, linear)
        rulings = rulings_on(documents, first, second, recipe)
        summary = summarise(judge_unseen(documents, first, second, recipe, rulings=rulings))
        print(f"{name}, {recipe.name}, archives left out\n{as_text(summary)}", flush=True)
        got[f"{recipe.name} micro"] = summary["micro"]["f1"]
        got |= {label: row["f1"] for label, row in summary["labels"].items() if row["hit"] + row["missed"] >= ENOUGH}
    return settle(name, got, baseline, digest_of(inputs))


def hold_hard_cases(path: Path, baseline: dict[str, Any]) -> list[str]:
    """The shipped judges, encoder and all, on the minimal pairs: what is shipped, not what was measured, is held."""
    from matters_arising.extract import extract, load

    model = load()
    found = tally(load_pairs(path), lambda segmented: extract(segmented, model=model))
    good, total = (sum(counts) for counts in zip(*found.values(), strict=True))
    print(f"hard cases: {good} of {total} pairs right by the shipped judges", flush=True)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return settle("hard cases", {"pairs right": good / total}, baseline, digest)


def settle(name: str, got: Mapping[str, float], baseline: dict[str, Any], digest: str) -> list[str]:
    """What falls below its floor, or was pinned on other inputs; keeps scores and inputs for `pin`."""
    entry = baseline.setdefault(name, {})
    entry["scores"] = got
    failures = [
        f"{name}: {label} {got.get(label, 0.0):.3f} is below its floor {floor:.3f}"
        for label, floor in entry.get("floors", {}).items()
        if got.get(label, 0.0) < floor
    ]
    if entry.get("inputs") not in (None, digest):
        failures.append(f"{name}: the gold is not what the floors were pinned on; look, then run again with --pin")
    entry["inputs"] = digest
    return failures


def pin(baseline: Mapping[str, Any], *, lower: str) -> None:
    """Write the baseline. Floors that stand above today's scores stay, unless `lower` gives a reason."""
    for entry in baseline.values():
        scores = entry.pop("scores")
        floors = entry.setdefault("floors", {})
        for label in sorted(scores):
            todays = round(max(0.0, scores[label] - SLACK), 3)
            if label not in floors or (lower and floors[label] > todays):
                floors[label] = todays
    BASELINE.parent.mkdir(parents=True, exist_ok=True)
    BASELINE.write_text(json.dumps(baseline, indent=2) + "\n", encoding="utf-8")


def digest_of(folders: Sequence[Path]) -> str:
    """One hash over the names and bytes of all files of the folders."""
    total = hashlib.sha256()
    for folder in folders:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            total.update(path.relative_to(folder).as_posix().encode())
            total.update(path.read_bytes())
    return total.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
