"""Who is who: names, contacts, the match to the register, the recruiter behind adverts, and campaigns.

Open `matching.py` first.
"""
