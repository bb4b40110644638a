"""The ledger: what happened to obligations, and what state they are in on a given day."""
