"""Judging: what an advert says, how far that departs from the law, and how likely it deceives.

May import `registry` only; the only home of scikit-learn. Open `assessment.py` first. The rooms: `words`, `phrases`,
`speech` and `sentences` read an advert, each built on those before; `measuring` tells what scores are worth, `learning`
is what models learn from, `trials` try them on what they never saw.
"""
