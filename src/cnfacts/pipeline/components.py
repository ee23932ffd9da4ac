"""The six factories, registered as entry points: every option with its default in sight.

Annotations are not postponed here: spaCy builds the check of a config from them.
"""

from spacy.language import Language

import cnfacts.pipeline.extensions as _extensions
from cnfacts.pipeline.checks import Checks
from cnfacts.pipeline.facts import Facts
from cnfacts.pipeline.metrics import Metrics
from cnfacts.pipeline.steps import Comparisons, Periods, Quantities

__all__ = ["make_checks", "make_comparisons", "make_facts", "make_metrics", "make_periods", "make_quantities"]

_extensions.register()


@Language.factory(
    "cnfacts_periods",
    assigns=["doc.spans", "doc.user_data"],
    requires=[],
    default_config={"displacy_key": "sc"},
)
def make_periods(nlp: Language, name: str, *, displacy_key: str | None) -> Periods:
    """Find periods: `doc.spans["periods"]`.

    Args:
        displacy_key: the span group that displaCy shows; null leaves it alone.
    """
    return Periods(name, displacy_key=displacy_key)


@Language.factory(
    "cnfacts_quantities",
    assigns=["doc.spans", "doc.user_data"],
    requires=[],
    default_config={"lexicon": None, "displacy_key": "sc"},
)
def make_quantities(nlp: Language, name: str, *, lexicon: str | None, displacy_key: str | None) -> Quantities:
    """Find figures with their units: `doc.spans["quantities"]`. A number inside a period is none.

    Args:
        lexicon: path of a file of your own units and stop words.
        displacy_key: the span group that displaCy shows; null leaves it alone.
    """
    return Quantities(name, lexicon=lexicon, displacy_key=displacy_key)


@Language.factory(
    "cnfacts_comparisons",
    assigns=["doc.spans", "doc.user_data"],
    requires=["doc.spans", "doc.user_data"],
    default_config={"displacy_key": "sc"},
)
def make_comparisons(nlp: Language, name: str, *, displacy_key: str | None) -> Comparisons:
    """Find the words a change is measured against: `doc.spans["comparisons"]`.

    Runs the two steps above itself where they have not run.

    Args:
        displacy_key: the span group that displaCy shows; null leaves it alone.
    """
    return Comparisons(name, displacy_key=displacy_key)


@Language.factory(
    "cnfacts_metrics",
    assigns=["doc.spans", "doc.user_data"],
    requires=["doc.spans", "doc.user_data"],
    default_config={"displacy_key": "sc"},
)
def make_metrics(nlp: Language, name: str, *, displacy_key: str | None) -> Metrics:
    """Read the clause around each figure: `doc.spans["metrics"]`.

    Runs the three steps above itself where they have not run.

    Args:
        displacy_key: the span group that displaCy shows; null leaves it alone.
    """
    return Metrics(name, displacy_key=displacy_key)


@Language.factory(
    "cnfacts_facts",
    assigns=["doc._.facts", "doc.spans", "doc.user_data"],
    requires=[],
    default_config={"lexicon": None, "doc_date": None, "dateline": True, "displacy_key": "sc"},
)
def make_facts(
    nlp: Language,
    name: str,
    *,
    lexicon: str | None,
    doc_date: str | None,
    dateline: bool,
    displacy_key: str | None,
) -> Facts:
    """Put the facts together: `doc._.facts`. Needs no other step: runs those that have not run.

    Args:
        lexicon: path of a file of your own units, stop words and aliases.
        doc_date: date (YYYY-MM-DD) of every document that has no `doc._.doc_date`.
        dateline: whether a document's own dateline is used when neither gives a date.
        displacy_key: the span group that displaCy shows; null leaves it alone.
    """
    return Facts(name, lexicon=lexicon, doc_date=doc_date, dateline=dateline, displacy_key=displacy_key)


@Language.factory(
    "cnfacts_checks",
    assigns=["doc._.findings", "doc._.check_report", "doc.user_data"],
    requires=["doc._.facts"],
    default_config={"joint": True, "lexicon": None, "doc_date": None, "dateline": True, "displacy_key": "sc"},
)
def make_checks(
    nlp: Language,
    name: str,
    *,
    joint: bool,
    lexicon: str | None,
    doc_date: str | None,
    dateline: bool,
    displacy_key: str | None,
) -> Checks:
    """Set the facts of one document against each other: `doc._.findings`, `doc._.check_report`.

    Runs the facts step itself where it has not run; all options but the first are for that.

    Args:
        joint: whether the joint engine runs too (the extra `checks`; without it that is among `not_checked`).
        lexicon: path of a file of your own units, stop words and aliases.
        doc_date: date (YYYY-MM-DD) of every document that has no `doc._.doc_date`.
        dateline: whether a document's own dateline is used when neither gives a date.
        displacy_key: the span group that displaCy shows; null leaves it alone.
    """
    return Checks(name, joint=joint, lexicon=lexicon, doc_date=doc_date, dateline=dateline, displacy_key=displacy_key)
