"""Pure statistics: arrays and frames in, frozen results out.

No files, no rounding, no plotting, no knowledge of the project. Import the module that you
need; heavy packages are loaded by the functions that use them.
"""
