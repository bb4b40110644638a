"""The plan: one official decomposition table (分解表) as a validated file, its units, and what is wrong with it."""
