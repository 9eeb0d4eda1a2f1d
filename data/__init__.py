"""Data that a political scientist can read and correct."""
