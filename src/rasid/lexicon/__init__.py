"""The lexicon: schema, loader, analyser and linter of the data files."""

from rasid.lexicon.lint import lint
from rasid.lexicon.schema import Problem

__all__ = ["Problem", "lint"]
