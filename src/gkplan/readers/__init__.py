"""Readers: published documents, each format into a grid of cells, and a grid into a draft plan (分解表)."""
