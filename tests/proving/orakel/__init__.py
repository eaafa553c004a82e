"""A slow second judge that shares nothing with the product."""
