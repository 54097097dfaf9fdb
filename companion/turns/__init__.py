"""Whose turn it is: pure rules, events in, actions out."""
