"""Texts as words: letters folded, sentences parted, spellings, numbers and amounts as people write them.

The lowest room: imports nothing else of `risk_model`. Open `reading.py` first.
"""
