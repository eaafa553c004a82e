"""The forms of a check: page, overview, JUnit and SARIF."""
