"""What identity notices about adverts: copycats, borrowed numbers, barred firms met again, what strangers share.

`observations.py`, one floor up, asks them all; open that first.
"""
