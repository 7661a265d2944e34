"""One text under whatever name: signatures, templates and the places of adverts in campaigns.

`campaigns.py`, one floor up, is the door; open that first.
"""
