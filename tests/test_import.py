"""What `import cnfacts` costs."""

from __future__ import annotations

import subprocess
import sys

import pytest


def python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    return done.stdout.strip()


@pytest.mark.parametrize(
    "code",
    [
        "import cnfacts",
        "import cnfacts; cnfacts.Fact",
        "import cnfacts; cnfacts.extract('发电量增长5%。', date='2024-01-15')",
        "import cnfacts; list(cnfacts.pipe(['发电量增长5%。']))",
    ],
)
def test_no_spacy_unless_it_is_asked_for(code: str) -> None:
    assert python(f"{code}; import sys; print('spacy' in sys.modules)") == "False"


def test_import_is_quick() -> None:
    clock = "time.process_time()"  # other work on the machine doesn't count
    code = f"import time; t = {clock}; import cnfacts; cnfacts.Fact; print({clock} - t)"
    assert min(float(python(code)) for _ in range(3)) < 0.3


def test_public_names() -> None:
    import cnfacts

    assert set(cnfacts.__all__) <= set(dir(cnfacts))
    assert all(getattr(cnfacts, name) for name in cnfacts.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        cnfacts.nothing  # noqa: B018


def test_importing_the_spacy_part_registers_everything() -> None:
    code = (
        "import cnfacts.spacy, spacy; from spacy.tokens import Doc; nlp = spacy.blank('zh');"
        "nlp.add_pipe('cnfacts_facts'); print(Doc.has_extension('facts'), len(nlp('发电量增长5%。')._.facts))"
    )
    assert python(code) == "True 1"
