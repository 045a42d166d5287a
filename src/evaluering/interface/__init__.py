"""The data and analyses of a project from Python: what notebooks use.

``evaluering.open(folder).wave(id)`` gives surveys, batteries, groups and indices by name; what is
asked of them is an exhibit with its result, as in a report: `ShownExhibit`.
"""
