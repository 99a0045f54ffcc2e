"""Scoring statements against a gold standard."""

from rasid.evaluate.gold import Document, documents
from rasid.evaluate.score import Aligned, Rate, Score, evaluate
from rasid.evaluate.sentences import ClassScore, evaluate_sentences, sentences

__all__ = [
    "Aligned",
    "ClassScore",
    "Document",
    "Rate",
    "Score",
    "documents",
    "evaluate",
    "evaluate_sentences",
    "sentences",
]
