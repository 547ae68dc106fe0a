"""All our letters and pages, each in a scene of its own: for the tests to hold and for people to look at."""
