"""Loading a course: a folder with solutions, public_tests, exercises and datasets."""
