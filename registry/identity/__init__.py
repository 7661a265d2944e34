"""Who is who: names, contacts, the match to the register, the recruiter behind adverts, and campaigns.

Open `matching.py` first, then `observations.py`, `recruiters.py` and `campaigns.py`; each has a room of its own beside
it.
"""
