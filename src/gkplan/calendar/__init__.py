"""Calendar arithmetic: named periods with inclusive ends, and China's working days. Pure functions, no clock."""
