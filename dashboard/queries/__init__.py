"""All reading for screens and terminal: functions that take a session and return small frozen views, a page at a time.

Open `queue_rows` (the alert queue) or `case` (one alert) first.
"""
