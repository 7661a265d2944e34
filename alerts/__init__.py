"""Acting: deciding what deserves attention, telling people, and when.

May import `registry`, `risk_model`; starts crawls as a child process. Open `raising.py` first.
"""
