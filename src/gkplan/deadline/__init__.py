"""Deadlines: the words of a plan read into rules, and rules into dated occurrences.

Pure functions on the standard library, dateutil and chinesecalendar alone, so that any program can use them.
"""
