"""What scores are worth in numbers, whoever gave them, and whether they stay so: figures, slices, drift.

Open `figures.py` first. Knows of no estimator: `learning` chooses by these figures, and `trials` makes the scores.
"""
