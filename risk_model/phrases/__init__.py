"""Phrases of a rulebook compiled once and found in many texts together, with the slots that no list of words can name.

Imports `words` only. Open `automaton.py` first.
"""
