"""Cases from first ground to last act: what justifies one, who is picked, the life of an alert and its history.

`raising.py` and `triage.py`, one floor up, are the doors; open those first.
"""
