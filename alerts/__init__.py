"""Acting: deciding what deserves attention, telling people, and when.

May import `registry`, `risk_model`; starts crawls as a child process. Open `raising.py` first. The rooms: `casework` is
the life of a case, `mailing` what mails say and how they leave, `child_processes` runs spiders.
"""
