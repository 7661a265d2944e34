"""What pages are written in: JSON-LD, microdata, RDFa, and the text of a page in whatever encoding.

`jobposting_markup.py`, one floor up, asks them all; open that first.
"""
