"""One document, its tombstone, its history and its attachments."""

from pathlib import PurePosixPath
from typing import Any

from flask import Blueprint, Response, abort, current_app, make_response, render_template, request, send_file
from flask_babel import gettext, lazy_gettext

from content import files
from content.documents.models import Attachment
from content.markup import excerpt, plain_text, trusted
from portal.documents.listings import ANNOUNCEMENT_TYPES, ANNOUNCEMENTS, DOCUMENTS
from portal.documents.reading import DocumentPage, read_attachment, read_document, read_versions
from portal.documents.versions import editions
from portal.frame import home_assembly
from web import site
from web.conditional import PUBLIC
from web.dates import moment_iso
from web.linked_data import LinkedData
from web.prefixes import canonical_path
from web.words import word

blueprint = Blueprint("documents", __name__, template_folder="templates")

ACTS = {
    "publish": lazy_gettext("发布"),
    "revise": lazy_gettext("修改"),
    "correct": lazy_gettext("更正"),
    "withdraw": lazy_gettext("撤回"),
}
"""The readers' words for what made a version."""

_DESCRIPTION_LENGTH = 120
_KILO = 1024


@blueprint.get("/documents/<id>")
def document(id: str) -> Response | str:
    """Show a document, or the tombstone of a withdrawn one with status 410."""
    page = read_document(site.session(), id, site.now())
    if page is None:
        abort(404, gettext("本站没有编号为“%(id)s”的文件。可能是地址写错了，也可能文件还没有公布。", id=id[:100]))
    if page.is_withdrawn:
        return _tombstone(page)
    body = trusted(page.document.body)
    home = home_assembly()
    return render_template(
        "documents/document.html",
        **_common(page),
        body=body,
        description=excerpt(plain_text(page.document.body), _DESCRIPTION_LENGTH) or page.document.title,
        article=_article(page),
        linked_data=[_news_article(page)],
        is_elsewhere=home is not None and home.code != page.document.assembly_id,
        attachments=[(one, _kind_of_file(one.name, one.media_type), _size(one.size)) for one in page.attachments],
    )


@blueprint.get("/documents/<id>/history")
def history(id: str) -> Response | str:
    """List the public versions of a document and what each one changed."""
    found = read_versions(site.session(), id, site.now())
    if found is None:
        abort(404, gettext("本站没有编号为“%(id)s”的文件。可能是地址写错了，也可能文件还没有公布。", id=id[:100]))
    page, versions = found
    if page.is_withdrawn:
        return _tombstone(page)
    common = _common(page)
    title = gettext("修改历史：%(title)s", title=page.document.title)
    crumbs = [*common["breadcrumb"][:-1], (page.document.title, f"/documents/{id}"), (gettext("修改历史"), None)]
    return render_template(
        "documents/history.html",
        **{**common, "title": title, "breadcrumb": crumbs, "crumb_is_content": False},
        description=gettext("这份文件发布以来的每一版：什么时候改的，改了什么。"),
        acts=ACTS,
        editions=editions(page.document, versions)[::-1],
    )


@blueprint.get("/documents/<id>/attachments/<attachment_id>/<name>")
def attachment(id: str, attachment_id: str, name: str) -> Response:
    """Send a file of a public document to be saved, never to be opened in the site's own origin."""
    found = read_attachment(site.session(), id, attachment_id, site.now())
    if found is None or found.name != name:
        abort(404, gettext("这份文件没有名为“%(name)s”的附件。", name=name[:100]))
    # a file that is opened for an answer without a body would stay open
    response = Response(status=304) if request.if_none_match.contains(found.sha256) else _file(found)
    response.set_etag(found.sha256)
    response.headers["Cache-Control"] = PUBLIC
    return response


def _file(attachment: Attachment) -> Response:
    path = files.path_of(site.settings().files_folder, attachment.sha256)
    try:
        return send_file(path, mimetype=attachment.media_type, as_attachment=True, download_name=attachment.name)
    except OSError as error:
        current_app.logger.error("attachment %s: %s", attachment.id, error)  # noqa: TRY400 - a traceback tells no more
        abort(503, gettext("附件“%(name)s”暂时读不到。请过几分钟再试，或者拨打监督电话。", name=attachment.name))


def _tombstone(page: DocumentPage) -> Response:
    return make_response(render_template("documents/withdrawn.html", **_common(page), status=410, linked_data=[]), 410)


def _common(page: DocumentPage) -> dict[str, Any]:
    document = page.document
    listing = ANNOUNCEMENTS if document.type in ANNOUNCEMENT_TYPES else DOCUMENTS
    kind = word("document.type", document.type)
    source = document.source
    return {
        "page": page,
        "document": document,
        "title": document.title,
        "column": "announcements",
        "page_assembly": page.shelf.assembly,
        "source": page.citations[source] if source else None,
        "version": page.versions,
        "content_date": document.updated_at or document.published_at,
        "crumb_is_content": True,
        "breadcrumb": [
            (gettext("首页"), "/"),
            (str(listing.title), listing.path),
            (kind, f"{listing.path}?type={document.type}"),
            (document.title, None),
        ],
    }


def _article(page: DocumentPage) -> dict[str, Any]:
    document = page.document
    keywords = [word("document.type", document.type), page.shelf.cycle_title or "", page.shelf.assembly.name]
    return {
        "title": document.title,
        "published_at": document.published_at,
        "updated_at": document.updated_at or document.published_at,
        "source": page.citations[document.source].text if document.source else page.shelf.assembly.name,
        "author": document.author,
        "keywords": [*filter(None, keywords), *(one.title for one in page.related)],
    }


def _news_article(page: DocumentPage) -> LinkedData:
    article = _article(page)
    address = site.settings().base_url + canonical_path()
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article["title"],
        "url": address,
        "mainEntityOfPage": address,
        "inLanguage": "zh-CN",
        "datePublished": moment_iso(article["published_at"]),
        "dateModified": moment_iso(article["updated_at"]),
        "author": {"@type": "Organization", "name": article["author"] or article["source"]},
        "publisher": {"@type": "GovernmentOrganization", "name": page.shelf.assembly.name},
    }


def _kind_of_file(name: str, media_type: str) -> str:
    return PurePosixPath(name).suffix.removeprefix(".").upper() or media_type


def _size(count: int) -> str:
    """Write a number of bytes: 812 B, 12.3 KB, 4.0 MB."""
    if count < _KILO:
        return f"{count} B"
    return f"{count / _KILO:.1f} KB" if count < _KILO**2 else f"{count / _KILO**2:.1f} MB"
