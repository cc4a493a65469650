"""The report of an evaluation: one page for people, Markdown for a pull request, JUnit XML and JSON for machines."""
