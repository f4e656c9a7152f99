"""One ruleset with the source of each rule, and rulesets side by side."""

from flask import Blueprint, abort, render_template
from flask_babel import gettext
from sqlalchemy import select

from content.assemblies.models import Assembly
from content.cycles.models import Cycle
from content.documents.citations import cite
from content.rulesets.models import Ruleset
from content.visibility import visible
from portal.cycles.choosing import chosen
from portal.rulesets.comparison import compare
from portal.rulesets.rules import KEYS, rules
from web import site
from web.prefixes import know_query

blueprint = Blueprint("rulesets", __name__, template_folder="templates")


@blueprint.get("/rulesets/<id>")
def ruleset(id: str) -> str:
    """Show a ruleset: every key that rules may have, stated or not."""
    session, now = site.session(), site.now()
    row = session.execute(
        select(Ruleset, Assembly)
        .join(Assembly, Assembly.code == Ruleset.assembly_id)
        .where(Ruleset.id == id, visible(Ruleset, now))
    ).one_or_none()
    if row is None:
        abort(404, gettext("本站没有编号为“%(id)s”的规则。", id=id[:100]))
    found, assembly = row
    stated = rules(found.definition)
    documents = [source.document for rule in stated for source in rule.sources]
    return render_template(
        "rulesets/ruleset.html",
        title=_name(found),
        description=gettext("%(name)s：每一条规则和它的出处。", name=_name(found)),
        column="rulesets",
        page_assembly=assembly,
        crumb_is_content=True,
        breadcrumb=[(gettext("首页"), "/"), (gettext("规则"), "/rulesets/"), (_name(found), None)],
        content_date=found.updated_at or found.published_at,
        ruleset=found,
        assembly=assembly,
        keys=[(key, title, [rule for rule in stated if rule.key == key]) for key, title in KEYS.items()],
        cycles=session.execute(
            select(Cycle.id, Cycle.title).where(Cycle.ruleset_id == id, visible(Cycle, now)).order_by(Cycle.year)
        ).all(),
        others=session.execute(
            select(Ruleset.id, Ruleset.name, Ruleset.version, Assembly.name)
            .join(Assembly, Assembly.code == Ruleset.assembly_id)
            .where(Ruleset.id != id, visible(Ruleset, now))
            .order_by(Ruleset.assembly_id != found.assembly_id, Assembly.name, Ruleset.effective_from.desc())
        ).all(),
        citations=cite(session, [found.source, *documents], now),
    )


@blueprint.get("/rulesets/compare")
def comparison() -> str:
    """Put rulesets side by side; without two of them ask which."""
    session, now = site.session(), site.now()
    rows = session.execute(
        select(Ruleset, Assembly.name)
        .join(Assembly, Assembly.code == Ruleset.assembly_id)
        .where(visible(Ruleset, now))
        .order_by(Assembly.name, Ruleset.effective_from.desc(), Ruleset.id)
    ).all()
    known = {found.id: (found, assembly) for found, assembly in rows}
    ids = chosen("rulesets", gettext("规则"), known)
    know_query([("rulesets", ",".join(ids))] if ids else [])
    columns = [known[id_] for id_ in ids]
    stated = [rule for found, _ in columns for rule in rules(found.definition)]
    return render_template(
        "rulesets/comparison.html",
        title=gettext("规则比较"),
        description=gettext("把几个地方的监督办法逐条并列，每一条注明出处。"),
        column="rulesets",
        breadcrumb=[(gettext("首页"), "/"), (gettext("规则"), "/rulesets/"), (gettext("规则比较"), None)],
        known=known.values(),
        ids=ids,
        columns=columns,
        blocks=compare([found.definition for found, _ in columns]) if len(columns) > 1 else [],
        citations=cite(session, [source.document for rule in stated for source in rule.sources], now),
    )


def _name(found: Ruleset) -> str:
    return " ".join(filter(None, (found.name, found.version)))
