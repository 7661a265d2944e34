"""Judging: what an advert says, how far that departs from the law, and how likely it deceives.

May import `registry` only; the only home of scikit-learn. Open `assessment.py` first.
"""
