"""Filings 填报件: one form filled in by one office, answer by answer, each with its revision."""
