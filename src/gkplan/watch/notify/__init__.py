"""Sending: one module a channel, on the standard library alone."""
