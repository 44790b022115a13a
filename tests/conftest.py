"""Fixtures every test may use. Rows come from tests.factories."""
