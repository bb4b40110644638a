"""Questions to a plan: windows of time, filters, and the records that every output format is written from."""
