"""Exhibits: one model a kind of figure or table, in a module of the kind's name."""
