"""Posts with their unit, as people say them: 县水务局局长."""


def full_post(institution: str, post: str) -> str:
    """Put the unit before a post that does not name it."""
    return post if institution in post else f"{institution}{post}"
