"""What is noticed about who advertises: copycats, borrowed numbers, barred firms met again, what strangers share.

`observations.py` asks them all; open that first. It knows who is who and what is lawful, and neither knows of it.
"""
