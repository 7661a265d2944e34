"""Models tried on adverts of which they saw nothing: fits on some rows, scores of the others, what leaks and lacks.

Open `held_out.py` first. Built on `learning`, and on `measuring`, which turns the scores into figures.
"""
