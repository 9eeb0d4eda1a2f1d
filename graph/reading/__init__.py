"""Text to claims, one stage a module."""
