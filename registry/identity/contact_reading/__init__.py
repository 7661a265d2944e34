"""Contacts as texts print them: telephones, addresses, accounts, payment and licence numbers, however they are hidden.

`contacts.py`, one floor up, asks them; open that first. Offices (`premises.py`) are asked for by `noticing` alone.
"""
