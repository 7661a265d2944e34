"""Spiders started as processes of their own, and what they answer. Open `running.py` first."""
