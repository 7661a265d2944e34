"""What a model learns from, and the parts of estimators: examples, groups, words it may not learn, columns.

Open `examples.py` first, then `linear_blocks.py`; `estimator.py`, one floor up, puts the parts together.
"""
