"""Official lists as files and pages: rows of named cells, with the colour and class that some registers say status by.

Imports nothing of Wakala but its errors. Open `reading.py` first.
"""
