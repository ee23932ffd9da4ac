"""The joint engine: all linear constraints of a linked group as one feasibility problem on latent levels."""

from __future__ import annotations

from cnfacts.checks.joint.engine import judged, run
from cnfacts.checks.joint.groups import Group, groups_of

__all__ = ["Group", "groups_of", "judged", "run"]
