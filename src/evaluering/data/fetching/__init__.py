"""Fetching registry data: calls, PxWebApi v2, Klass, and the account of what was fetched."""
