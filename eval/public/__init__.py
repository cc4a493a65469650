"""Test sets that others made: the real system asked their questions over their documents, beside published figures."""
