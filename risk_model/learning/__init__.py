"""What a model learns from, and the estimators: examples, groups, words it may not learn, columns, exact reasons.

Open `examples.py` first, then `linear_blocks.py`.
"""
