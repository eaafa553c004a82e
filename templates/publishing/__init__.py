"""What may be published: small counts and personal data stay in the house."""
