"""What is lawful, as data: a country's files, read strictly, and what they make of an advert on the day it appeared.

Open `rulebook.py` (how `jurisdictions/` is read) first, then `licensing.py` (may it recruit) and `register_rules.py`.
"""
