"""The attack on a published report."""
