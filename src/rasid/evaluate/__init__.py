"""Scoring statements against a gold standard."""
