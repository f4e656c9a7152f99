"""Hearings: agenda, questions and answers, results."""
