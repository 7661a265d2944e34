"""How good a model is and whether it stays so: held-out scores, figures, slices, leakage, prevalence, drift.

Open `figures.py` first.
"""
