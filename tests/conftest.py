"""For all tests: no example of a property fails for taking long, on whatever machine and beside whatever else runs."""

from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
