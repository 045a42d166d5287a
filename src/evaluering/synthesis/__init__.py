"""The synthetic wave, made from the report's printed numbers and a seed.

The pipeline never reads what is read here.
"""
