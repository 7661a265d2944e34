"""How rows of an official list become a dated snapshot: read, merged by key, weighed, compared with the last, stored.

Used by `registry.agency_register` alone. Open `rows.py` first.
"""
