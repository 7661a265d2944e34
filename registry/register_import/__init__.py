"""How rows of an official list become a dated snapshot: read, merged by key, weighed, compared with the last, stored.

`agency_register.py`, one floor up, is the door; open `rows.py` first.
"""
