"""Contacts as texts print them: telephones, addresses, accounts, payment and licence numbers, however they are hidden.

`contacts.py`, one floor up, asks them all; open that first.
"""
