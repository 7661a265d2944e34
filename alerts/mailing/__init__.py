"""What mails say and how they leave: entries, corrections, urgent mail, and what must never be in one.

`digest.py` and `delivery.py`, one floor up, are the doors; open those first.
"""
