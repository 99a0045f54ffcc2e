"""Telling other programs of what is new: signed HTTP posts, kept until they have arrived."""
