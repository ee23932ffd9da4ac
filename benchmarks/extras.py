"""What each extra brings, how large it is and under which licences: the table of docs/install.md.

    python benchmarks/extras.py [--write] [EXTRA...]

Each extra is resolved by pip beside the core, and what it adds is installed into an empty folder, byte code and all, and
measured. --write puts the table into the page, or the rows of the extras that are named. Needs Python 3.11, PyPI and some
3 GB of disk for a while.
"""

from __future__ import annotations

import json
import platform
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path

import tomllib

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "install.md"
BEGIN, END = "<!-- extras -->\n", "<!-- /extras -->"
HEAD = "| extra | for | packages | and others | MB | licence |\n| --- | --- | --- | --: | --: | --- |\n"
MB = 1_000_000
BRINGS = {
    "html": "web pages",
    "docx": "Word documents",
    "xlsx": "Excel sheets",
    "pdf": "PDF with text",
    "ocr": "scanned PDF; the models are in the package",
    "parquet": "Parquet, `to_arrow`, `extract_batch`",
    "duckdb": "DuckDB files",
    "claims": "`cnfacts index`: a base of known figures",
    "pandas": "`to_pandas`",
    "polars": "`to_polars`",
    "daft": "`extract_daft`: many machines, no Java",
    "spark": "`extract_spark`; needs Java 17 or later",
    "checks": "the joint check of a document's figures",
    "all": "all formats, data frames and checks, no engine",
    "test": "what the tests need",
    "lint": "style and types of the code",
    "docs": "building these pages",
}
UNWANTED = re.compile(r"(?<!L)(?<!Lesser )\bA?GPL|GNU (?:Affero )?General Public", re.IGNORECASE)
SHORT = (
    (r"^(?:The )?MIT(?: License)?$|MIT License", "MIT"),
    (r"Apache.*2\.0|^Apache(?: License)?$|Apache Software License", "Apache-2.0"),
    (r"BSD.*3|3-Clause", "BSD-3-Clause"),
    (r"BSD", "BSD"),
)
WORDS = (
    ("Apache License", "Apache-2.0"),
    ("Permission is hereby granted, free of charge", "MIT"),
    ("Redistribution and use in source", "BSD"),
    ("GENERAL PUBLIC LICENSE", "GPL"),
)

Name = str


@dataclass(frozen=True)
class Installed:
    """A distribution in a folder."""

    name: Name
    size: int
    licence: str


def project() -> dict[str, list[str]]:
    """Requirements of the core (under "") and of each extra."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {"": table["dependencies"], **table["optional-dependencies"]}


def plain(requirement: str) -> Name:
    """A distribution's name, normalised, without versions and extras."""
    name = re.match(r"[\w.-]+", requirement)
    return re.sub(r"[-_.]+", "-", name[0] if name else requirement).lower()


def flat(extra: str, extras: dict[str, list[str]]) -> list[str]:
    """An extra's requirements, those of the extras it names included."""
    found = []
    for requirement in extras[extra]:
        named = re.fullmatch(r"cnfacts\[([\w,-]+)\]", requirement)
        found += [r for name in named[1].split(",") for r in flat(name, extras)] if named else [requirement]
    return found


def pip(*args: str) -> None:
    """Run pip; what it says is shown if it fails."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q", *args]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)


def resolved(requirements: list[str], place: Path) -> dict[Name, str]:
    """Names and versions of all that the requirements need."""
    report = place / "report.json"
    pip("install", "--dry-run", "--ignore-installed", "--report", str(report), *requirements)
    items = json.loads(report.read_text(encoding="utf-8"))["install"]
    return {plain(item["metadata"]["name"]): item["metadata"]["version"] for item in items}


def installed(versions: dict[Name, str], place: Path) -> list[Installed]:
    """The distributions, installed into a folder and measured."""
    with tempfile.TemporaryDirectory(dir=place) as folder:
        if versions:
            pins = [f"{name}=={version}" for name, version in versions.items()]
            pip("install", "--no-deps", "--target", folder, *pins)
        return sorted(map(measured, distributions(path=[folder])), key=lambda one: one.name)


def measured(one: Distribution) -> Installed:
    """A distribution's bytes, by its own list of files."""
    places = (Path(str(one.locate_file(file))) for file in one.files or ())
    size = sum(place.stat().st_size for place in places if place.exists())
    return Installed(plain(one.metadata["Name"]), size, licence(one))


def licence(one: Distribution) -> str:
    """The licence that the distribution declares, or that its licence file shows by its words."""
    about = one.metadata
    classes = [c.rpartition(" :: ")[2] for c in about.get_all("Classifier") or () if c.startswith("License ::")]
    said = (about.get("License") or "").replace("UNKNOWN", "").strip()
    given = about.get("License-Expression") or (by_words(said) if "\n" in said else said) or " / ".join(classes)
    for pattern, name in SHORT:
        if re.search(pattern, given, re.IGNORECASE) and " AND " not in given and " OR " not in given:
            return name
    files = [Path(str(one.locate_file(f))) for f in one.files or () if re.search("LICEN[CS]E", f.name, re.IGNORECASE)]
    texts = (file.read_text(encoding="utf-8", errors="replace") for file in files)
    return given or next(filter(None, map(by_words, texts)), "not declared")


def by_words(text: str) -> str:
    """The licence that a text is."""
    found = (name for words, name in WORDS if words in text[:2000])
    return next(found, "")


def row(extra: str, extras: dict[str, list[str]], core: dict[Name, str], place: Path) -> str:
    """An extra's line of the table."""
    wanted = resolved([*extras[""], *flat(extra, extras)], place)
    found = installed({name: v for name, v in wanted.items() if name not in core}, place)
    for one in found:
        if UNWANTED.search(one.licence):
            sys.exit(f"{extra}: {one.name} is under {one.licence}")
    direct = {plain(requirement) for requirement in extras[extra]} - {"cnfacts"}
    licences = sorted({one.licence for one in found if one.name in direct})
    size = sum(one.size for one in found) / MB
    more = len(found) - sum(one.name in direct for one in found)
    print(extra, f"{size:.1f} MB", [(one.name, round(one.size / MB, 1), one.licence) for one in found], file=sys.stderr)
    cells = [f"`{extra}`", BRINGS[extra], packages(extras[extra]), f"{more}", f"{size:,.0f}"]
    cells.append(", ".join(licences) or "theirs")
    return f"| {' | '.join(cells)} |\n"


def packages(requirements: list[str]) -> str:
    """The packages that an extra names, and the extras."""
    names = [plain(r) for r in requirements if not r.startswith("cnfacts[")]
    others = [f"`{name}`" for r in requirements if r.startswith("cnfacts[") for name in r[8:-1].split(",")]
    return ", ".join([*names, *others])


def core_rows(core: dict[Name, str], requirements: list[str], place: Path) -> str:
    """What the core needs, beside what spaCy needs alone."""
    spacy = resolved([next(r for r in requirements if plain(r) == "spacy")], place)
    found = installed(core, place)
    alone = sum(one.size for one in found if one.name in spacy) / MB
    beyond = [one for one in found if one.name not in spacy]
    with tempfile.TemporaryDirectory(dir=place) as folder:
        pip("install", "--no-deps", "--target", folder, str(ROOT))
        own = sum(measured(one).size for one in distributions(path=[folder])) / MB
    print("core", [(one.name, round(one.size / MB, 1), one.licence) for one in found], file=sys.stderr)
    named = ", ".join(f"{one.name} {one.size / MB:.1f}" for one in beyond)
    return (
        f"| `pip install spacy` alone | {len([one for one in found if one.name in spacy])} packages | {alone:,.1f} |\n"
        f"| what cnfacts needs beyond it | {named} | {sum(one.size for one in beyond) / MB:,.1f} |\n"
        f"| cnfacts itself | tables and the segmentation model included | {own:,.1f} |\n"
    )


def main(arguments: list[str]) -> None:
    """Measure, print, and put the tables into the page; extras that are not named keep their rows."""
    extras = project()
    known = [name for name in extras if name]
    names = [name for name in arguments if not name.startswith("-")]
    if unknown := [name for name in known if name not in BRINGS]:
        sys.exit(f"{unknown[0]}: say in BRINGS what it brings")
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    shown, _, after = rest.partition(END)
    head, _, body = shown.partition(HEAD)
    lines = {line.split("`")[1]: f"{line}\n" for line in body.splitlines()}
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        core = resolved(extras[""], place)
        if not names:
            machine = f"{platform.system()} {platform.machine()}, CPython {platform.python_version()}"
            head = f"Measured on {machine}; 1 MB is 1,000,000 bytes.\n\n"
            head += "| core | | MB |\n| --- | --- | --: |\n" + core_rows(core, extras[""], place) + "\n"
        lines |= {name: row(name, extras, core, place) for name in names or known}
    table = head + HEAD + "".join(lines[name] for name in known if name in lines)
    print(table)
    if "--write" in arguments:
        PAGE.write_text(before + BEGIN + table + END + after, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
