"""The way out: one file a format, behind `interface.Writer`."""
