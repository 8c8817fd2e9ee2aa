"""The portfolio in other formats: calendars and feeds."""
