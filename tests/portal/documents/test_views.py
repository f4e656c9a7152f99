"""One document: what stands on its page, its tombstone, its history, its attachments."""

import io
import json
import re
from datetime import timedelta

from flask.testing import FlaskClient

from content import files
from content.database import Database
from content.documents import publishing
from content.settings import Settings
from tests import factories
from tests.factories import NOW, PUBLISHED, day
from tests.portal.reading import main_text


def test_a_document_shows_its_facts(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        year = factories.cycle(session, id="year", title="2026年度履职监督")
        factories.document(
            session,
            id="scheme",
            type="scheme",
            title="实施方案",
            doc_no="示常办发〔2026〕7号",
            index_no="SF-2026-0007",
            author="履职监督工作办公室",
            cycle_id=year.id,
            body="<p>正文第一段。</p>",
        )
    html = client.get("/documents/scheme").text
    for text in (
        "实施方案",
        "示常办发〔2026〕7号",
        "SF-2026-0007",
        "履职监督工作办公室",
        "正文第一段",
        "2026年度履职监督",
    ):
        assert text in html
    assert "来源：" in html
    assert "2026-03-20 09:00" in html, "the moment of publication, in China's time"
    assert '<div class="prose" lang="zh-CN">' in html, "indented like a document"


def test_it_tells_machines_what_people_see(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        factories.document(session, id="notice", title="关于征求意见的公告", source="示范县人大常委会办公室")
    html = client.get("/documents/notice").text
    assert '<meta name="ArticleTitle" content="关于征求意见的公告">' in html
    assert '<meta name="PubDate" content="2026-03-20 09:00">' in html
    assert "示范县人大常委会办公室" in html
    blocks = [json.loads(block) for block in re.findall(r'<script type="application/ld\+json">(.+?)</script>', html)]
    (article,) = [block for block in blocks if block["@type"] == "NewsArticle"]
    assert article["headline"] == "关于征求意见的公告"
    assert article["datePublished"] == "2026-03-20T09:00+08:00"
    assert article["url"].endswith("/documents/notice")
    (crumbs,) = [block for block in blocks if block["@type"] == "BreadcrumbList"]
    assert [element["name"] for element in crumbs["itemListElement"]] == [
        "首页",
        "文件公告",
        "公告",
        "关于征求意见的公告",
    ]


def test_a_bulletin_says_who_edited_reviewed_and_issued_it_and_who_got_it(
    client: FlaskClient, database: Database
) -> None:
    with database.transaction() as session:
        factories.document(
            session,
            id="bulletin",
            type="bulletin",
            edited_by="沈立",
            reviewed_by="宋佳",
            issued_by="程远",
            distribution=("县委", "县政府"),
        )
    text = main_text(client.get("/documents/bulletin").text)
    assert "编辑： 沈立" in text
    assert "审核： 宋佳" in text
    assert "签发： 程远" in text
    assert "发送范围： 县委、县政府" in text


def test_subjects_are_linked_only_when_they_are_public(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        factories.review(session, id="zhou")
        factories.review(session, id="secret", published_at=NOW + timedelta(days=1))
        factories.matter(session, id="water", title="农村供水专项监督")
        factories.document(session, id="list", subjects=("zhou", "water", "secret"))
    html = client.get("/documents/list").text
    assert 'href="/subjects/zhou"' in html
    assert 'href="/matters/water"' in html
    assert "secret" not in html


def test_a_correction_shows_the_difference_and_can_be_linked_to(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        document = factories.document(session, id="wrong", written_on=day("2026-03-19"))
        publishing.correct(session, document, "written_on", day("2026-03-18"), "录入有误", "editor", NOW)
    html = client.get("/documents/wrong").text
    assert 'id="correction-1"' in html
    text = main_text(html)
    for said in ("成文日期", "2026-03-19", "2026-03-18", "录入有误", "第1号更正"):
        assert said in text


def test_the_register_says_who_has_not_received_it(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        factories.document(session, id="opinion", type="appraisal_opinion")
        factories.dispatch(session, document_id="opinion", recipient="周明远", received_on=day("2026-08-10"))
        factories.dispatch(session, document_id="opinion", recipient="县水务局")
    text = main_text(client.get("/documents/opinion").text)
    assert re.search(r"周明远 反馈 2026年8月7日 2026年8月10日", text)
    assert re.search(r"县水务局 反馈 2026年8月7日 待签收", text)


def test_of_another_place_an_unknown_receipt_is_not_called_missing(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        elsewhere = factories.assembly(session, "999998", name="样板县人大常委会")
        factories.assembly(session)
        factories.document(session, id="opinion", assembly_id=elsewhere.code)
        factories.dispatch(session, document_id="opinion", recipient="县水务局")
    text = main_text(client.get("/documents/opinion").text)
    assert "待签收" not in text
    assert "县水务局 反馈 2026年8月7日 未公布" in text


def test_what_is_not_public_is_not_found(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        factories.document(session, id="draft", title="草稿标题", state="draft")
        factories.document(session, id="later", title="以后发布", published_at=NOW + timedelta(hours=1))
    for id_ in ("draft", "later", "never"):
        for path in (f"/documents/{id_}", f"/documents/{id_}/history"):
            answer = client.get(path)
            assert answer.status_code == 404
            assert id_ in answer.text
            assert "草稿标题" not in answer.text
            assert "以后发布" not in answer.text


def test_a_withdrawn_document_leaves_a_tombstone(client: FlaskClient, database: Database, settings: Settings) -> None:
    with database.transaction() as session:
        document = factories.document(session, id="gone", title="撤回的动态", body="<p>不该再看到的正文。</p>")
        stored = files.store(settings.files_folder, io.BytesIO(b"secret"))
        factories.attachment(session, id="list", document_id="gone", name="名单.txt", sha256=stored.sha256)
        publishing.withdraw(session, document, "内容涉及个人信息", "示范县人大常委会", NOW)
    answer = client.get("/documents/gone")
    assert answer.status_code == 410
    text = main_text(answer.text)
    assert "内容涉及个人信息" in text
    assert "示范县人大常委会" in text
    assert "2026年11月21日" in text
    history = client.get("/documents/gone/history")
    assert history.status_code == 410
    assert "不该再看到的正文" not in answer.text + history.text
    assert "名单.txt" not in answer.text
    assert client.get("/documents/gone/attachments/list/名单.txt").status_code == 404


def test_the_history_tells_each_public_version_and_hides_the_drafts(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        document = factories.document(session, id="scheme", state="draft", body="<p>草稿里的话。</p>")
        publishing.revise(session, document, {"body": "<p>第一段。</p><p>六名对象。</p>"}, "editor", PUBLISHED)
        publishing.publish(session, document, "issuer", PUBLISHED)
        changed = {"body": "<p>第一段。</p><p>五名对象。</p>", "source": "县人大常委会办公室"}
        publishing.revise(session, document, changed, "editor", PUBLISHED + timedelta(days=9))
    assert "第2版" in main_text(client.get("/documents/scheme").text)
    html = client.get("/documents/scheme/history").text
    text = main_text(html)
    assert "草稿里的话" not in text
    assert re.search(r"2026-03-29 09:00.*第2版.*修改.*2026-03-20 09:00.*第1版.*发布", text, re.DOTALL)
    assert "<del>六名对象。</del>" in html
    assert "<ins>五名对象。</ins>" in html
    assert "<ins>县人大常委会办公室</ins>" in html
    assert "editor" not in text, "who typed it is the office's own affair"


def test_an_attachment_is_sent_to_be_saved(client: FlaskClient, database: Database, settings: Settings) -> None:
    with database.transaction() as session:
        factories.document(session, id="list")
        stored = files.store(settings.files_folder, io.BytesIO(b"%PDF-1.7"))
        factories.attachment(
            session,
            id="annex",
            document_id="list",
            name="名单 附件1.pdf",
            media_type="application/pdf",
            size=stored.size,
            sha256=stored.sha256,
        )
    page = client.get("/documents/list").text
    assert "PDF，8 B" in page
    (address,) = re.findall(r'href="(/documents/list/attachments/[^"]+)"', page)
    with client.get(address) as answer:
        assert answer.data == b"%PDF-1.7"
        assert answer.mimetype == "application/pdf"
        assert answer.headers["Content-Disposition"].startswith("attachment;")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert client.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_an_attachment_is_found_under_its_own_address_only(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        factories.document(session, id="list")
        factories.document(session, id="other")
        factories.document(session, id="draft", state="draft")
        factories.attachment(session, id="annex", document_id="list", name="名单.txt")
        factories.attachment(session, id="secret", document_id="draft", name="名单.txt")
    for path in (
        "other/attachments/annex/名单.txt",
        "list/attachments/annex/别的.txt",
        "draft/attachments/secret/名单.txt",
    ):
        assert client.get(f"/documents/{path}").status_code == 404


def test_a_file_that_is_missing_on_the_disk_is_said_to_be(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        factories.document(session, id="list")
        factories.attachment(session, id="annex", document_id="list", name="名单.txt")
    answer = client.get("/documents/list/attachments/annex/名单.txt")
    assert answer.status_code == 503
    assert "名单.txt" in answer.text
