"""The frame of the public site: home assembly, hotline, columns and footer."""

from flask import g
from flask_babel import gettext, lazy_gettext
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from content.assemblies.models import Assembly
from content.contacts.models import Contact
from content.cycles.models import Cycle
from content.visibility import visible
from web import site
from web.frame import Column, Frame, Hotline

COLUMNS = (
    Column("home", lazy_gettext("首页"), "/"),
    Column("cycles", lazy_gettext("年度进程"), "/cycles/"),
    Column("subjects", lazy_gettext("监督对象"), "/subjects/"),
    Column("rectification", lazy_gettext("整改台账"), "/rectification/"),
    Column("hearings", lazy_gettext("会议测评"), "/hearings/"),
    Column("announcements", lazy_gettext("文件公告"), "/announcements/"),
    Column("rulesets", lazy_gettext("规则"), "/rulesets/"),
    Column("contacts", lazy_gettext("反映情况"), "/contacts/"),
)
FOOTER = (
    Column("map", lazy_gettext("网站地图"), "/about#map"),
    Column("contacts", lazy_gettext("联系方式"), "/contacts/"),
    Column("matters", lazy_gettext("监督事项"), "/matters/"),
    Column("decisions", lazy_gettext("议决事项"), "/decisions/"),
    Column("feeds", lazy_gettext("订阅"), "/feeds/"),
    Column("accessibility", lazy_gettext("无障碍声明"), "/accessibility"),
    Column("about", lazy_gettext("关于本站"), "/about"),
)


def home_assembly() -> Assembly | None:
    """Give the home assembly: the one that the settings name, else the only one, else the only one with a year."""
    if "home_assembly" not in g:
        code = site.settings().site.assembly
        wanted = select(Assembly).limit(2)
        found = site.session().scalars(wanted.where(Assembly.code == code) if code else wanted).all()
        if len(found) > 1:
            with_years = Assembly.code.in_(select(Cycle.assembly_id).where(visible(Cycle, site.now())))
            found = site.session().scalars(wanted.where(with_years)).all()
        g.home_assembly = found[0] if len(found) == 1 else None
    home: Assembly | None = g.home_assembly
    return home


def make_frame() -> Frame:
    """Make the frame of a response; without a database it has no assembly and no hotline."""
    try:
        home = home_assembly()
        hotline = _hotline(home) if home else None
    except SQLAlchemyError:
        home = hotline = None
    settings = site.settings().site
    return Frame(
        site_name=settings.name or gettext("回声"),
        assembly_name=home.name if home else "",
        fictional=home.fictional if home else False,
        hotline=hotline,
        columns=COLUMNS,
        footer=FOOTER,
        id_code=settings.id_code,
        icp=settings.icp,
        police=settings.police,
    )


def _hotline(home: Assembly) -> Hotline | None:
    numbers = site.session().scalars(
        select(Contact)
        .join(Cycle, Cycle.id == Contact.cycle_id)
        .where(Contact.kind == "hotline", Cycle.assembly_id == home.code, visible(Contact, site.now()))
        .order_by(Cycle.year.desc(), Contact.group_id.is_not(None), Contact.id)
    )
    day = site.today()
    return next((Hotline(one.value, one.hours or "") for one in numbers if one.valid_on(day)), None)
