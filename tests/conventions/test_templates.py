"""Templates: trusted HTML, content security policy, and that each one compiles."""

import re
from pathlib import Path

from content.settings import load_settings
from portal.app import create_portal
from tests.conventions.sources import ROOT, found, markup, templates

TRUSTED = re.compile(r"\|\s*safe\b|{%-?\s*autoescape\b")
# A data block (JSON-LD) is no script for the policy.
INLINE = re.compile(
    r"""\sstyle\s*=|<style\b|\son[a-z]+\s*=|javascript:|<script(?![^>]*\ssrc=)(?![^>]*\stype="application/ld\+json")""",
    re.IGNORECASE,
)


def test_no_template_declares_text_safe() -> None:
    assert [place for path, source in templates() for place in found(TRUSTED, path, source)] == []


def test_no_template_needs_an_inline_style_or_script() -> None:
    assert [place for path, source in templates() for place in found(INLINE, path, markup(source))] == []


def test_every_template_compiles_and_none_hides_another(tmp_path: Path) -> None:
    environment = create_portal(load_settings(tmp_path, {})).jinja_env
    compiled = {environment.get_template(name).filename for name in environment.list_templates()}
    assert {str(ROOT / path) for path, _ in templates() if path.startswith(("web/", "portal/"))} <= compiled


def test_texts_over_several_lines_are_looked_up_as_they_were_extracted(tmp_path: Path) -> None:
    environment = create_portal(load_settings(tmp_path, {})).jinja_env
    assert environment.policies["ext.i18n.trimmed"] is True
