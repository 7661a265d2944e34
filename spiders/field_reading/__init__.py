"""What a printed field means: dates, pay, places, language and numbers of posts, as adverts in this trade write them.

Pure functions from text to values; unreadable means None, never a guess. May import `registry` only.
"""
