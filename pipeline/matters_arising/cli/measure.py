"""The judges measured and taught: `evaluate`, `evaluate stance`, `train stance`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from matters_arising.cli.console import log, print_json
from matters_arising.cli.options import Json, Quiet
from matters_arising.errors import NothingFoundError

evaluation = typer.Typer(name="evaluate", invoke_without_command=True)
training = typer.Typer(name="train", no_args_is_help=True, help="Learn models from labels of your own.")


@evaluation.callback()
def evaluate(
    context: typer.Context,
    *,
    gold: Annotated[Path, typer.Option(help="Marked documents, one JSON file each.")] = Path("../shared/gold"),
    archives: Annotated[Path, typer.Option(help="The folder that holds them.")] = Path("../shared/archives"),
    standoff: Annotated[Path, typer.Option(help="Further marks of these archives.")] = Path("corpus/gold/standoff"),
    models: Annotated[Path, typer.Option(help="The models, with their kept scores.")] = Path("models"),
    write: Annotated[bool, typer.Option("--write", help="Keep the figures with the models, and their cards.")] = False,
    as_json: Json = False,
) -> None:
    """Measure the judges on archives that they did not see. Scores, calibration, attributes, baselines."""
    if context.invoked_subcommand:
        return
    from matters_arising.evaluation.evaluate import as_text
    from matters_arising.evaluation.evaluate import evaluate as measure

    found = measure(gold, archives, standoff=standoff, models=models)
    if as_json:
        print_json(found)
    else:
        print(as_text(found))
    if write:
        from matters_arising.evaluation.metrics import keep

        for path in keep(found, models):
            print(f"written: {path}", file=sys.stderr)


@evaluation.command("stance")
def evaluate_stance(
    *,
    corpus: Annotated[Path, typer.Option(help="Our own corpus.")] = Path("corpus"),
    gold: Annotated[Path, typer.Option(help="Marked documents, one JSON file each.")] = Path("../shared/gold"),
    archives: Annotated[Path, typer.Option(help="The folder that holds them.")] = Path("../shared/archives"),
    models: Annotated[Path, typer.Option(help="The models, with their kept scores.")] = Path("models"),
    own: Annotated[bool, typer.Option("--own", help="Only our own statements: a minute, not a quarter hour.")] = False,
    family: Annotated[list[str] | None, typer.Option(help="Only this family of models.", show_default=False)] = None,
    errors: Annotated[int, typer.Option(min=0, help="List so many wrongly told statements, and why.")] = 0,
    model: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FOLDER", help="Measure this trained model, or `shipped`, against the others.", show_default=False
        ),
    ] = None,
    labels: Annotated[
        list[Path] | None,
        typer.Option(help="With --model: on these labels; else on the held part of our corpus.", show_default=False),
    ] = None,
    as_json: Json = False,
) -> None:
    """Compare models of stances. They meet bodies and archives that they did not see."""
    if model or labels:
        _duel(model or [], labels or [], corpus=corpus, errors=errors, as_json=as_json)
        return
    from matters_arising.evaluation import stances
    from matters_arising.evaluation.stance_corpus import load_stances
    from matters_arising.evaluation.stance_models import FAMILIES

    entries = load_stances(corpus / "stance")
    if not entries:
        raise NothingFoundError("no statements with stances here", where=str(corpus / "stance"))
    if errors:
        print(stances.slips_as_text(stances.slips(entries, errors)))
        return
    families = [stances.family_named(name) for name in family] if family else FAMILIES
    standoff = corpus / "gold" / "standoff"
    marks = None if own else stances.load_real(gold, archives, standoff=standoff, corpus=corpus, models=models)
    found = stances.evaluate_stances(entries, marks, families)
    if as_json:
        print_json(found)
    else:
        print(stances.as_text(found))


@training.command("stance")
def train_stance(
    *,
    out: Annotated[Path, typer.Option(metavar="FOLDER", help="Where the model goes.", show_default=False)],
    labels: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="A file of labels; may be repeated.", show_default=False)
    ] = None,
    corpus: Annotated[Path, typer.Option(help="Our own corpus.")] = Path("corpus"),
    own: Annotated[bool, typer.Option("--own/--no-own", help="Learn from our own statements, too.")] = True,
    family: Annotated[str, typer.Option("--families", help="The family of features; only linear models.")] = (
        "words and cues"
    ),
    seed: Annotated[int, typer.Option(min=0, help="Another number gives other folds.")] = 0,
    share: Annotated[
        float, typer.Option(help="How many of the statements of whole minutes have a stance, from 0 to 1.")
    ] = 0.02,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Learn a model of stances from labels. It is measured on bodies left out, and written with its card."""
    from matters_arising.evaluation.stance_card import is_worse, scores_as_text, warnings
    from matters_arising.evaluation.stances import family_named
    from matters_arising.evaluation.train_stance import train_stance as make

    chosen = family_named(family)
    log("learning, each body once left out: three minutes of a core or more, by the number of labels", quiet=quiet)
    model, found = make(labels or [], out, chosen, corpus=corpus, own=own, seed=seed, share=share)
    if as_json:
        print_json({**found, "about": dict(model.about)})
    else:
        print("\n\n".join([*warnings(found), scores_as_text(found)]))
    use = (
        "it did worse than the shipped judge on your labels: label more before you use it"
        if is_worse(found)
        else f"where it is the better one: matters run FOLDER --stances {out}"
    )
    log(
        f"written: {out} ({model.generator})\n"
        "next: hold it against the shipped judge, on labels that neither learned from:\n"
        f"  matters evaluate stance --model shipped --model {out} --labels FILE\n{use}",
        quiet=quiet,
    )


def _duel(models: list[str], labels: list[Path], *, corpus: Path, errors: int, as_json: bool) -> None:
    """Trained models held against each other on the same labels."""
    from matters_arising.evaluation.stance_duel import duel
    from matters_arising.export.duel import as_text

    found = duel(models, labels, corpus=corpus, errors=errors)
    if as_json:
        print_json(found)
    else:
        print(as_text(found))
