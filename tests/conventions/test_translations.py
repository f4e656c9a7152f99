"""The English catalogue is whole; that it matches the sources is `make check-translations`."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tests.conventions.sources import ROOT

CATALOGUES = sorted((ROOT / "translations").glob("*/LC_MESSAGES/messages.po"))


def test_there_is_an_english_catalogue() -> None:
    assert "en" in {path.parts[-3] for path in CATALOGUES}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_every_text_is_translated(path: Path) -> None:
    with path.open("rb") as file:
        catalogue = read_po(file, abort_invalid=True)
    messages = [message for message in catalogue if message.id]
    faults = {
        "nothing to translate": not messages,
        "fuzzy": [message.id for message in messages if message.fuzzy],
        "missing": [message.id for message in messages if not all(_texts(message.string))],
        "obsolete": list(catalogue.obsolete),
        "placeholders": [str(error) for message in messages for error in message.check(catalogue)],
    }
    assert {fault: where for fault, where in faults.items() if where} == {}


def _texts(string: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string or ("",))
