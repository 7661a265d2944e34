"""All reading for the screens: functions that take a session and return small frozen views, paged at the database.

Open `queue_rows` (the alert queue) or `case` (one alert) first.
"""
