"""Sentences read by likeness to labelled ones: what no phrase names, and whether a phrase found means what it says.

Imports `words`, `phrases` and `speech`. Open `weighing.py` first, then `likeness.py`.
"""
