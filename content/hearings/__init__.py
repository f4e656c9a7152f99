"""Hearings: agenda, questions and answers, ballots."""
