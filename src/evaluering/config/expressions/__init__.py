"""The expressions of filters and derived variables: read, checked, and never run as code."""
