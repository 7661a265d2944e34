"""A fictional country's week, served over HTTP on loopback and crawled for real, with its truth kept apart.

Only `evaluation.py` and `decisions.py` here may read the truth. Nothing outside this folder may import it, save the
terminal door. Open `world.py` first; docs/demo-country.md says what is planted.
"""
