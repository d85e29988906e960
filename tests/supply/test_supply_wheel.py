"""The wheel in a clean environment: command, models, entry points and package data come with it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.long
ROOT = Path(__file__).resolve().parents[2]
MINUTES = """# Ferrow Parish Council
Minutes of the meeting held on {date}

## 1. The footbridge
It was resolved that the repair of the footbridge be deferred until the next meeting.
"""
DATA = """
from importlib.metadata import distribution
from importlib.resources import files
from matters_arising.nlp.trained import folder_of
import matters_arising, spacy
home = files("matters_arising")
assert "site-packages" in str(home) and {venv!r} in str(home), home
for name in ("resources/en/segment.json", "export/site/templates/base.html", "py.typed",
             "export/site/static/site.css", "export/dossier/templates/report.html", "evaluation/syntax.cfg"):
    assert home.joinpath(name).read_bytes() or name == "py.typed", name
for name, file in (("events", "model.json"), ("stances", "model.json"), ("encoder", "model.json"),
                   ("en_minutes", "meta.json")):
    assert {venv!r} in str(folder_of(name, holding=file)), name
(entry,) = (each for each in distribution("matters-arising").entry_points if each.group == "spacy_models")
assert entry.name == "en_minutes" and entry.load().__module__ == "matters_arising.nlp.pipeline"
doc = spacy.load("en_minutes", exclude=["syntax", "verbs"])("It was resolved that the repair be deferred until May.")
assert len(doc.spans["events"]) >= 1
print(matters_arising.__version__, "all there")
"""


def build(kind: str, source: Path, out: Path) -> Path:
    """The wheel or sdist of the sources in a folder, by hatchling, which needs no network."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(out)]
    subprocess.run(command, cwd=source, check=True, capture_output=True, timeout=120)
    return next(out.glob("*.whl" if kind == "wheel" else "*.tar.gz"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel and that of the name for spaCy; the packages they depend on are those of this
    one, by a line of a .pth file."""
    home = tmp_path_factory.mktemp("clean") / "venv"
    venv.create(home, with_pip=False)
    for_spacy = build("wheel", ROOT / "packages" / "en_minutes", tmp_path_factory.mktemp("for_spacy"))
    packages = Path(sysconfig.get_path("purelib", "venv", {"base": str(home), "platbase": str(home)}))
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-compile"]
    subprocess.run(
        [
            *command,
            "--disable-pip-version-check",
            "--prefix",
            str(home),
            "--ignore-installed",
            str(wheel),
            str(for_spacy),
        ],
        check=True,
        timeout=120,
    )
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return home


def ran(installed: Path, *command: str, codes: tuple[int, ...] = (0,)) -> str:
    """What a program of the new environment prints, in a folder outside the sources, without our PYTHONPATH."""
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(
        [str(installed / "bin" / command[0]), *command[1:]],
        capture_output=True,
        text=True,
        cwd=installed.parent,
        env=environment,
        timeout=120,
    )
    assert done.returncode in codes, done.stderr
    return done.stdout


def test_the_command_runs_and_reads_minutes(installed: Path) -> None:
    archive = installed.parent / "minutes"
    archive.mkdir()
    for date in ("3 March 2031", "7 April 2031"):
        (archive / f"{date}.md").write_text(MINUTES.format(date=date), encoding="utf-8")
    assert "Read an archive" in ran(installed, "matters", "--help")
    ran(installed, "matters", "run", "minutes", "--db", "wheel.db", "--jobs", "1")
    told = ran(installed, "matters", "deferrals", "--db", "wheel.db")
    assert "footbridge" in told.lower()


def test_models_data_and_entry_points_are_installed(installed: Path) -> None:
    told = ran(installed, "python", "-c", DATA.format(venv=str(installed)))
    assert told.endswith("all there\n")


def test_the_package_for_spacy_is_of_this_version() -> None:
    project, for_spacy = (
        tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        for folder in (ROOT, ROOT / "packages" / "en_minutes")
    )
    assert for_spacy["version"] == project["version"]
    assert for_spacy["dependencies"] == [f"{project['name']}=={project['version']}"]


def test_the_sdist_makes_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    sdist = build("sdist", ROOT, tmp_path / "sdist")
    shutil.unpack_archive(sdist, tmp_path / "source")
    source = next((tmp_path / "source").iterdir())
    again = build("wheel", source, tmp_path / "again")
    assert contents(again) == contents(wheel)


def contents(wheel: Path) -> dict[str, int]:
    """The files of a wheel with the checksum of each."""
    with zipfile.ZipFile(wheel) as packed:
        return {member.filename: member.CRC for member in packed.infolist()}
