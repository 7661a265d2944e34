"""Pages as they were served, kept under their digest: archives, how they are checked, read again and removed.

`evidence.py`, one floor up, is the door; open that first.
"""
