"""Who is behind adverts: the keys they hang on and the groups these make.

`recruiters.py`, one floor up, is the door; open `resolution.py` first.
"""
