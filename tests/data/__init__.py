"""The data package on its own: these tests read the files and never import the library.

Exceptions are listed by name and exactly: a new one fails a test, and so does one that is gone.
"""
