"""Derivations: how a claimed figure may follow from figures of other keys. One file a rule."""
