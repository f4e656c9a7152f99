"""The parameter that names what is put side by side: `?cycles=a,b` or `?cycles=a&cycles=b`."""

from collections.abc import Collection

from flask import abort, request
from flask_babel import gettext

MAX_CHOSEN = 6
"""More columns than that nobody can read."""


def chosen(name: str, label: str, known: Collection[str]) -> list[str]:
    """Read the chosen ids in their order; an unknown one, or too many, ends in a 400 page that names it."""
    ids = [id_ for value in request.args.getlist(name) for id_ in value.split(",") if id_]
    for id_ in ids:
        if id_ not in known:
            abort(400, gettext("“%(label)s”没有“%(value)s”这个值。", label=label, value=id_[:100]))
    unique = list(dict.fromkeys(ids))
    if len(unique) > MAX_CHOSEN:
        abort(400, gettext("一次最多比较%(most)d个，这里有%(number)d个。", most=MAX_CHOSEN, number=len(unique)))
    return unique
