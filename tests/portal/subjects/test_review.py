"""The page of a review: one story, with every figure's formula, and honest about what is not known."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from content.database import Database
from content.subjects.models import Review
from tests import factories
from tests.factories import GRADES, day
from tests.portal.page import Page

PATH = "/subjects/r1"


class Story(Page):
    """The page of a review."""

    @property
    def sections(self) -> list[str]:
        return self.of(".story h2")

    def section(self, key: str) -> str:
        (found,) = self.of(f".story li#{key}")
        return found


Fill = Callable[[Session, Review], object]


@pytest.fixture
def page(client: FlaskClient, database: Database) -> Callable[..., Story]:
    """Give the page of a review of 示范县 that a test has filled."""

    def show(fill: Fill = lambda _session, _review: None, path: str = PATH, **values: object) -> Story:
        with database.transaction() as session:
            fill(session, factories.review(session, id="r1", **values))
        response = client.get(path)
        assert response.status_code == 200
        return Story(response.text)

    return show


def hold(session: Session, review: Review, **ballot: object) -> str:
    hearing = factories.hearing(session, cycle_id=review.cycle_id, title="第三十一次会议")
    factories.ballot(session, id="b1", hearing_id=hearing.id, review_id=review.id, **ballot)
    factories.inquiry(session, hearing_id=hearing.id, review_id=review.id)
    return hearing.id


def test_a_running_review_shows_each_step_even_before_it_came(page: Callable[..., Story]) -> None:
    shown = page()
    assert shown.sections == [
        "一、公布",
        "二、听取意见",
        "三、调查",
        "四、报告与测评",
        "五、评议意见",
        "六、整改",
        "七、跟踪问效",
    ]
    assert "随机抽取" in shown.section("announce")
    assert "还没有公布内容" in shown.section("vote")
    assert shown.of(".toc li")[0] == "一、公布 进行中"


def test_a_list_of_another_county_stays_a_list(page: Callable[..., Story]) -> None:
    """What its documents do not say is named, never filled."""

    def fill(session: Session, review: Review) -> None:
        factories.assembly(session, "888888", name="邻县人大常委会", fictional=False)
        cycle = factories.cycle(session, assembly_id="888888", year=2017, ruleset_id=None)
        factories.stage(session, cycle_id=cycle.id, starts_on=day("2017-08"), ends_on=None, starts_on_text="8月份")
        review.cycle_id = cycle.id

    shown = page(fill, mode="written", selection="fixed")
    assert shown.sections == ["一、公布"]
    assert "8月份" in shown.section("announce")
    assert "听取意见、调查、报告与测评、评议意见、整改、跟踪问效：所依据的公开文件没有记载" in shown.text
    assert "书面报告" in shown.text
    assert "对这次监督有话说" not in shown.text
    assert "只读" in shown.of(".strip")[0]


def test_a_vote_is_a_sentence_a_table_a_bar_and_its_rule(page: Callable[..., Story]) -> None:
    shown = page(hold, status="heard")
    vote = shown.section("vote")
    assert "应到31人，实到29人，发出29票，收回29票，废票1票，有效票28票。满意14票，基本满意11票，不满意3票。" in vote
    assert "结果为基本满意" in vote
    assert shown.of(".vote tbody tr")[:2] == ["满意 14 45.2% 50.0%", "基本满意 11 35.5% 39.3%"]
    assert "应到31人的半数" in shown.of(".bar .mark-note")
    assert "满意票占应到人数过半，为满意；满意、基本满意票合计占应到人数过半，为基本满意；其余为不满意。" in vote
    assert "满意票 14 ÷ 31 ＝ 45.2%，未过半；满意、基本满意票合计（14＋11） ÷ 31 ＝ 80.6%，过半。" in vote
    assert "核对：收回29 ＝ 废票1 ＋ 14 ＋ 11 ＋ 3。" in vote
    assert "会场宣布 2026-07-29 16:35" in vote
    assert "本站公布 2026-07-29 17:10" in vote
    assert "7月29日测评，结果为基本满意。" in shown.of(".lead")[0]


def test_a_written_report_is_not_called_heard(page: Callable[..., Story]) -> None:
    told = page(hold, mode="written", status="heard").section("vote")
    assert "第三十一次会议审阅书面报告，询问1个问题。" in told


def test_the_rule_cites_its_document_and_article(page: Callable[..., Story]) -> None:
    def fill(session: Session, review: Review) -> None:
        measures = factories.document(session, type="measures", title="示范县履职监督办法", cycle_id=review.cycle_id)
        value = {grade: {"share": "2/3", "of": "present"} for grade in GRADES[:2]}
        source = {"document": measures.id, "article": "第二十一条"}
        definition = {"grades": GRADES, "pass_share": {"value": value, "source": source}}
        ruleset = factories.ruleset(session, definition=definition)
        review.cycle_id = factories.cycle(session, ruleset_id=ruleset.id).id
        hold(session, review)

    vote = page(fill).section("vote")
    assert "满意票占实到人数超过2/3，为满意" in vote
    assert "（《示范县履职监督办法》第二十一条）" in vote
    assert "满意、基本满意票合计（14＋11） ÷ 29 ＝ 86.2%，超过2/3" in vote


def test_a_declared_grade_is_called_declared_and_without_rules_there_is_none(page: Callable[..., Story]) -> None:
    def fill(session: Session, review: Review) -> None:
        review.cycle_id = factories.cycle(session, ruleset_id=None).id
        hold(session, review)
        factories.ballot(
            session,
            hearing_id=factories.hearing(session, cycle_id=review.cycle_id, held_on=day("2026-10-30")).id,
            review_id=review.id,
            round=2,
            reason="第一次测评未达到要求",
            grade="满意",
            grade_declared=True,
            counts=None,
            returned=None,
            invalid=None,
            abstained=None,
        )

    shown = page(fill)
    assert "规则未公布，本站不推算等次" in shown.section("vote")
    assert "结果为" not in shown.section("vote")
    follow = shown.section("follow")
    assert "再次测评的原因：第一次测评未达到要求" in follow
    assert "各等次票数未公布" in follow
    assert "等次由会议宣布，不是本站计算的" in follow
    assert "10月30日第2次测评，会议宣布为满意" in shown.of(".lead")[0]


def test_results_are_not_told_before_their_release(page: Callable[..., Story]) -> None:
    def fill(session: Session, review: Review) -> None:
        hearing = factories.hearing(session, cycle_id=review.cycle_id, title="第三十一次会议", released_at=None)
        factories.ballot(session, hearing_id=hearing.id, review_id=review.id)
        factories.inquiry(session, hearing_id=hearing.id, review_id=review.id, question="检测为何不足？")

    shown = page(fill, status="heard")
    assert "第三十一次会议：结果尚未公布" in shown.section("vote")
    for secret in ("基本满意", "45.2%", "检测为何不足"):
        assert secret not in shown.text


def test_the_investigation_adds_up(page: Callable[..., Story]) -> None:
    def fill(session: Session, review: Review) -> None:
        group = factories.group(session, cycle_id=review.cycle_id)
        review.group_id = group.id
        about = {"review_id": review.id}
        factories.activity(session, participants=63, **about)
        factories.activity(session, participants=46, method="民主测评", place="县水务局", **about)
        factories.activity(session, participants=None, dated_on=day("2026-06"), dated_on_text="6月上旬", **about)
        item = factories.item(session, id="i1", **about)
        factories.finding(session, item_id=item.id, cause="objective", criterion="依法履职", **about)
        factories.finding(session, cause="subjective", **about)

    shown = page(fill, status="investigating")
    told = shown.section("investigate")
    assert "第二调查小组，组长程远，成员2人。" in told
    assert "开展活动3次，参加109人次。发现问题2个：客观原因1个，主观原因1个。" in told
    assert "民主测评（单位内部）" in told
    assert "6月上旬" in told
    assert shown.of("#investigate tfoot tr") == ["合计 109"]
    assert "#item-i1" in shown.links("#investigate a")


def test_the_clocks_wait_for_the_persons_receipt(page: Callable[..., Story]) -> None:
    def fill(session: Session, review: Review) -> None:
        hold(session, review)
        opinion = factories.document(
            session,
            cycle_id=review.cycle_id,
            type="appraisal_opinion",
            title="评议意见",
            subjects=("r1",),
            body="<p>请逐项制定措施。</p>",
        )
        factories.dispatch(session, document_id=opinion.id, recipient="周明远", sent_on=day("2026-08-07"))
        factories.dispatch(
            session, document_id=opinion.id, recipient="县委", relation="submit", received_on=day("2026-08-07")
        )

    told = page(fill, status="appraised").section("appraise")
    assert "2026年8月7日送出，待签收。" in told
    assert "自收到评议意见起1个月内 尚未起算" in told
    assert "请逐项制定措施。" in told
    assert "发送登记（2处）" in told


def test_a_recorded_receipt_sets_the_days(page: Callable[..., Story]) -> None:
    def fill(session: Session, review: Review) -> None:
        opinion = factories.document(session, cycle_id=review.cycle_id, type="appraisal_opinion", subjects=("r1",))
        factories.dispatch(session, document_id=opinion.id, recipient="周明远", received_on=day("2026-11-10"))

    told = page(fill, status="appraised").section("appraise")
    assert "本人2026年11月10日签收。整改期限从这一天算起。" in told
    assert "2026-12-10还有19天" in told


def test_items_stand_in_their_order_beside_their_clocks(page: Callable[..., Story]) -> None:
    def fill(session: Session, review: Review) -> None:
        about = {"review_id": review.id}
        factories.item(session, id="i-2", problem="第二项", due_on=day("2026-11-10"), **about)
        factories.item(session, id="i-10", problem="第十项", due_on=day("2026-12"), **about)
        factories.item(session, id="i-1", problem="第一项", state="verified_closed", due_on=day("2026-09-30"), **about)
        factories.update(
            session, item_id="i-1", side="overseer", kind="verification", dated_on=day("2026-09-24"), note="现场核验"
        )

    shown = page(fill, status="rectifying")
    assert shown.of(".items h3") == ["1. 第一项", "2. 第二项", "3. 第十项"]
    clocks = shown.of(".items .clock")
    assert clocks[0] == "已销号 6 天提前 销号 2026-09-24 核验记录"
    assert clocks[1] == "逾期 11 天逾期 期限 2026-11-10"
    assert clocks[2] == "整改中 期限 2026-12", "a date without a day counts no days"
    assert "/rectification/i-1#verification" in shown.links(".items a")
    assert "共3项：逾期1项、整改中1项、已销号1项，截至2026年11月21日。销号率33.3%（1÷3）。" in shown.section("rectify")
    assert "进行中" in shown.section("rectify")


def test_an_explained_problem_is_not_solved(page: Callable[..., Story]) -> None:
    def fill(session: Session, review: Review) -> None:
        factories.item(
            session, review_id=review.id, state="explained", disposition="blocked", review_on=day("2027-05-31")
        )

    told = page(fill, status="rectifying").section("rectify")
    assert "问题未解决，不算销号。" in told
    assert "销号率0.0%（0÷1）" in told


def test_a_stopped_review_says_why_and_who_decided(page: Callable[..., Story]) -> None:
    def fill(session: Session, review: Review) -> None:
        factories.decision(
            session, id="d1", cycle_id=review.cycle_id, review_id=review.id, gate=None, outcome="同意中止本年度监督。"
        )

    shown = page(fill, status="suspended", status_reason="因病住院，不能到会报告")
    assert shown.sections == ["一、公布", "二、中止"]
    assert "中止：因病住院，不能到会报告。" in shown.of(".lead")[0]
    assert "同意中止本年度监督。" in shown.section("stop")
    assert "/decisions/#d1" in shown.links("#stop a")
    assert "进行中" not in shown.text


def test_items_of_an_ended_review_go_on(page: Callable[..., Story]) -> None:
    def fill(session: Session, review: Review) -> None:
        factories.item(session, review_id=review.id)

    shown = page(fill, status="ended_without_vote", status_reason="已免职")
    assert shown.sections == ["一、公布", "二、未测评而终结", "三、整改"]
    assert "已列入的整改事项继续办理" in shown.section("stop")


def test_a_channel_is_offered_only_while_it_is_valid(page: Callable[..., Story]) -> None:
    def fill(session: Session, review: Review) -> None:
        cycle = {"cycle_id": review.cycle_id}
        factories.contact(session, value="0000-881 2345", valid_to=day("2026-12-31"), **cycle)
        factories.contact(session, value="0000-000 0000", valid_to=day("2026-11-20"), **cycle)
        factories.contact(session, kind="opinion_box", value="县水务局门外", **cycle)
        factories.contact(session, kind="opinion_box", value="县教育局门外", **cycle)

    shown = page(fill)
    (offered,) = shown.of("section[aria-labelledby=say]")
    assert "0000-881 2345" in offered
    assert "0000-000 0000" not in offered
    listened = shown.section("listen")
    assert "0000-000 0000" in listened
    assert "县水务局门外" in listened
    assert "县教育局门外" not in listened, "a box of another unit"
    assert "全部渠道和意见箱" in listened


def test_years_lead_to_each_other(page: Callable[..., Story], client: FlaskClient) -> None:
    def fill(session: Session, review: Review) -> None:
        year = factories.cycle(session, year=2027, title="2027年度履职监督")
        factories.review(session, id="r2", cycle_id=year.id, carried_over_from_id=review.id, selection="carried_over")

    assert "/subjects/r2" in page(fill).links("#announce a")
    assert "/subjects/r1" in Story(client.get("/subjects/r2").text).links("#announce a")


def test_the_page_is_named_subscribed_and_kept(page: Callable[..., Story]) -> None:
    shown = page(lambda session, review: factories.appointment(session, official_id=review.official_id))
    meta = {one.get("name"): one.get("content") for one in shown.find("meta[name]")}
    assert meta["ArticleTitle"] == "周明远（县水务局局长）"
    assert meta["PubDate"] == "2026-03-20 09:00"
    feeds = {one.get("href") for one in shown.find("link[rel=alternate][type]")}
    assert feeds == {"/subjects/r1.rss", "/subjects/r1.atom"}
    assert "二维码" in shown.text


def test_the_page_reads_in_english_and_large(page: Callable[..., Story], client: FlaskClient) -> None:
    page(hold)
    english, large = (client.get(f"{prefix}{PATH}") for prefix in ("/en", "/elder"))
    assert (english.status_code, large.status_code) == (200, 200)
    assert 'lang="en"' in english.text
    assert 'class="elder"' in large.text


def test_unknown_and_unpublished_reviews_are_not_found(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        factories.review(session, id="hidden", published_at=None)
        factories.review(session, id="orphan", cycle_id=factories.cycle(session, published_at=None).id)
    for name in ("hidden", "orphan", "nobody", "%00", "r1.html"):
        response = client.get(f"/subjects/{name}")
        assert response.status_code == 404
        assert "搜索" in response.text
