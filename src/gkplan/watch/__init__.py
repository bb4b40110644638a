"""What cron and a monitor ask, and what the units are told."""
