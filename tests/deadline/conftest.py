"""Settings of the property tests."""

from __future__ import annotations

from hypothesis import settings

# The first reading compiles the patterns and the machine may be busy: how long one example takes says nothing.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
