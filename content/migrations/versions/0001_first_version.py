"""Everything that the first version keeps."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:  # noqa: PLR0915 - one statement a table or index
    op.create_table(
        "assemblies",
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("level", sa.String(length=16), nullable=False),
        sa.Column("parent_id", sa.String(length=64), nullable=True),
        sa.Column("fictional", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "level IN ('province', 'city', 'county', 'township')", name=op.f("ck_assemblies_level_known")
        ),
        sa.CheckConstraint("parent_id <> code", name=op.f("ck_assemblies_parent_is_another")),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["assemblies.code"],
            name=op.f("fk_assemblies_parent_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_assemblies")),
    )
    op.create_table(
        "changes",
        sa.Column("sequence", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("object_id", sa.String(length=64), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_changes")),
    )
    op.create_table(
        "consumers",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("acknowledged", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_consumers")),
    )
    op.create_table(
        "officials",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officials")),
    )
    op.create_table(
        "site",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("tag_authority", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
    )
    op.create_table(
        "subjects",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.CheckConstraint("kind IN ('review', 'matter')", name=op.f("ck_subjects_kind_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subjects")),
        sa.UniqueConstraint("id", "kind", name=op.f("uq_subjects_id")),
    )
    op.create_table(
        "institutions",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("assembly_id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("branch", sa.String(length=16), nullable=False),
        sa.Column("superior_id", sa.String(length=64), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "branch IN ('government', 'supervisory', 'court', 'procuratorate', 'other')",
            name=op.f("ck_institutions_branch_known"),
        ),
        sa.CheckConstraint("superior_id <> id", name=op.f("ck_institutions_superior_is_another")),
        sa.ForeignKeyConstraint(["assembly_id"], ["assemblies.code"], name=op.f("fk_institutions_assembly_id")),
        sa.ForeignKeyConstraint(
            ["superior_id"],
            ["institutions.id"],
            name=op.f("fk_institutions_superior_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_institutions")),
    )
    op.create_index(op.f("ix_institutions_assembly_id"), "institutions", ["assembly_id"], unique=False)
    op.create_table(
        "rulesets",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("assembly_id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("doc_no", sa.Text(), nullable=True),
        sa.Column("version", sa.Text(), nullable=True),
        sa.Column("effective_from", sa.String(length=10), nullable=True),
        sa.Column("effective_from_text", sa.Text(), nullable=True),
        sa.Column("effective_to", sa.String(length=10), nullable=True),
        sa.Column("effective_to_text", sa.Text(), nullable=True),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("updated_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["assembly_id"], ["assemblies.code"], name=op.f("fk_rulesets_assembly_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rulesets")),
    )
    op.create_index(op.f("ix_rulesets_assembly_id"), "rulesets", ["assembly_id"], unique=False)
    op.create_index(op.f("ix_rulesets_published_at"), "rulesets", ["published_at"], unique=False)
    op.create_table(
        "terms",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("assembly_id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.String(length=10), nullable=True),
        sa.Column("starts_on_text", sa.Text(), nullable=True),
        sa.Column("ends_on", sa.String(length=10), nullable=True),
        sa.Column("ends_on_text", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["assembly_id"], ["assemblies.code"], name=op.f("fk_terms_assembly_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terms")),
    )
    op.create_index(op.f("ix_terms_assembly_id"), "terms", ["assembly_id"], unique=False)
    op.create_table(
        "appointments",
        sa.Column("row", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("official_id", sa.String(length=64), nullable=False),
        sa.Column("institution_id", sa.String(length=64), nullable=False),
        sa.Column("post", sa.Text(), nullable=False),
        sa.Column("appointed_on", sa.String(length=10), nullable=True),
        sa.Column("appointed_on_text", sa.Text(), nullable=True),
        sa.Column("ended_on", sa.String(length=10), nullable=True),
        sa.Column("ended_on_text", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["institution_id"], ["institutions.id"], name=op.f("fk_appointments_institution_id")),
        sa.ForeignKeyConstraint(["official_id"], ["officials.id"], name=op.f("fk_appointments_official_id")),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_appointments")),
        sa.UniqueConstraint(
            "official_id", "institution_id", "post", "appointed_on", name=op.f("uq_appointments_official_id")
        ),
    )
    op.create_index(op.f("ix_appointments_institution_id"), "appointments", ["institution_id"], unique=False)
    op.create_index(op.f("ix_appointments_official_id"), "appointments", ["official_id"], unique=False)
    op.create_table(
        "cycles",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("assembly_id", sa.String(length=64), nullable=False),
        sa.Column("term_id", sa.String(length=64), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("ruleset_id", sa.String(length=64), nullable=True),
        sa.Column("selection", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("updated_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("year BETWEEN 1954 AND 9999", name=op.f("ck_cycles_year_of_a_congress")),
        sa.ForeignKeyConstraint(["assembly_id"], ["assemblies.code"], name=op.f("fk_cycles_assembly_id")),
        sa.ForeignKeyConstraint(["ruleset_id"], ["rulesets.id"], name=op.f("fk_cycles_ruleset_id")),
        sa.ForeignKeyConstraint(["term_id"], ["terms.id"], name=op.f("fk_cycles_term_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cycles")),
    )
    op.create_index(op.f("ix_cycles_assembly_id"), "cycles", ["assembly_id"], unique=False)
    op.create_index(op.f("ix_cycles_published_at"), "cycles", ["published_at"], unique=False)
    op.create_index(op.f("ix_cycles_year"), "cycles", ["year"], unique=False)
    op.create_table(
        "documents",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("assembly_id", sa.String(length=64), nullable=False),
        sa.Column("cycle_id", sa.String(length=64), nullable=True),
        sa.Column("type", sa.String(length=32), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("doc_no", sa.Text(), nullable=True),
        sa.Column("index_no", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("written_on", sa.String(length=10), nullable=True),
        sa.Column("written_on_text", sa.Text(), nullable=True),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("updated_at", sa.DateTime(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("subjects", sa.Text(), nullable=False),
        sa.Column("withdrawn_on", sa.String(length=10), nullable=True),
        sa.Column("withdrawn_on_text", sa.Text(), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=True),
        sa.Column("withdrawn_by", sa.Text(), nullable=True),
        sa.Column("edited_by", sa.Text(), nullable=True),
        sa.Column("reviewed_by", sa.Text(), nullable=True),
        sa.Column("issued_by", sa.Text(), nullable=True),
        sa.Column("distribution", sa.Text(), nullable=False),
        sa.Column("audience", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'withdrawn') = (withdrawn_on IS NOT NULL AND withdrawn_reason IS NOT NULL)",
            name=op.f("ck_documents_tombstone_complete"),
        ),
        sa.CheckConstraint(
            "audience IN ('office', 'subject', 'participants', 'public')", name=op.f("ck_documents_audience_known")
        ),
        sa.CheckConstraint("state <> 'withdrawn' OR body = ''", name=op.f("ck_documents_tombstone_empty")),
        sa.CheckConstraint("state = 'draft' OR published_at IS NOT NULL", name=op.f("ck_documents_publication_dated")),
        sa.CheckConstraint("state IN ('draft', 'published', 'withdrawn')", name=op.f("ck_documents_state_known")),
        sa.CheckConstraint(
            "type IN ('announcement', 'notice', 'scheme', 'measures', 'subject_list', 'speech', 'bulletin', "
            "'duty_report', 'investigation_report', 'points_list', 'appraisal_opinion', 'vote_result', "
            "'rectification_plan', 'rectification_report', 'reminder', 'decision', 'appointment_notice', 'news')",
            name=op.f("ck_documents_type_known"),
        ),
        sa.ForeignKeyConstraint(["assembly_id"], ["assemblies.code"], name=op.f("fk_documents_assembly_id")),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycles.id"], name=op.f("fk_documents_cycle_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
    )
    op.create_index(op.f("ix_documents_assembly_id"), "documents", ["assembly_id"], unique=False)
    op.create_index(op.f("ix_documents_cycle_id"), "documents", ["cycle_id"], unique=False)
    op.create_index(op.f("ix_documents_published_at"), "documents", ["published_at"], unique=False)
    op.create_index(op.f("ix_documents_type"), "documents", ["type"], unique=False)
    op.create_table(
        "groups",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("cycle_id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("leader", sa.Text(), nullable=True),
        sa.Column("members", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("updated_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycles.id"], name=op.f("fk_groups_cycle_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_groups")),
    )
    op.create_index(op.f("ix_groups_cycle_id"), "groups", ["cycle_id"], unique=False)
    op.create_index(op.f("ix_groups_published_at"), "groups", ["published_at"], unique=False)
    op.create_table(
        "hearings",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("cycle_id", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("held_on", sa.String(length=10), nullable=True),
        sa.Column("held_on_text", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("agenda", sa.Text(), nullable=True),
        sa.Column("announced_at", sa.DateTime(), nullable=True),
        sa.Column("released_at", sa.DateTime(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("updated_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycles.id"], name=op.f("fk_hearings_cycle_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearings")),
    )
    op.create_index(op.f("ix_hearings_cycle_id"), "hearings", ["cycle_id"], unique=False)
    op.create_index(op.f("ix_hearings_published_at"), "hearings", ["published_at"], unique=False)
    op.create_table(
        "matters",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("cycle_id", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("method", sa.String(length=16), nullable=True),
        sa.Column("lead", sa.Text(), nullable=True),
        sa.Column("key", sa.Boolean(), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("started_on", sa.String(length=10), nullable=True),
        sa.Column("started_on_text", sa.Text(), nullable=True),
        sa.Column("completed_on", sa.String(length=10), nullable=True),
        sa.Column("completed_on_text", sa.Text(), nullable=True),
        sa.Column("parent_id", sa.String(length=64), nullable=True),
        sa.Column("joint", sa.Boolean(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("updated_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("kind = 'matter'", name=op.f("ck_matters_kind_is_matter")),
        sa.CheckConstraint(
            "method IN ('听取报告', '执法检查', '视察', '专题调研', '专题询问', '质询',"
            " '暗访', '工作评议', '案件评查')",
            name=op.f("ck_matters_method_known"),
        ),
        sa.CheckConstraint("status IN ('planned', 'started', 'completed')", name=op.f("ck_matters_status_known")),
        sa.CheckConstraint("parent_id <> id", name=op.f("ck_matters_parent_is_another")),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycles.id"], name=op.f("fk_matters_cycle_id")),
        sa.ForeignKeyConstraint(["id", "kind"], ["subjects.id", "subjects.kind"], name=op.f("fk_matters_id")),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["matters.id"], name=op.f("fk_matters_parent_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matters")),
    )
    op.create_index(op.f("ix_matters_cycle_id"), "matters", ["cycle_id"], unique=False)
    op.create_index(op.f("ix_matters_published_at"), "matters", ["published_at"], unique=False)
    op.create_table(
        "reported_figures",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("assembly_id", sa.String(length=64), nullable=False),
        sa.Column("cycle_id", sa.String(length=64), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("as_of", sa.String(length=10), nullable=True),
        sa.Column("as_of_text", sa.Text(), nullable=True),
        sa.Column("formula", sa.Text(), nullable=True),
        sa.Column("numerator", sa.Text(), nullable=True),
        sa.Column("denominator", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("updated_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["assembly_id"], ["assemblies.code"], name=op.f("fk_reported_figures_assembly_id")),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycles.id"], name=op.f("fk_reported_figures_cycle_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reported_figures")),
    )
    op.create_index(op.f("ix_reported_figures_assembly_id"), "reported_figures", ["assembly_id"], unique=False)
    op.create_index(op.f("ix_reported_figures_cycle_id"), "reported_figures", ["cycle_id"], unique=False)
    op.create_index(op.f("ix_reported_figures_published_at"), "reported_figures", ["published_at"], unique=False)
    op.create_table(
        "stages",
        sa.Column("cycle_id", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.String(length=10), nullable=True),
        sa.Column("starts_on_text", sa.Text(), nullable=True),
        sa.Column("ends_on", sa.String(length=10), nullable=True),
        sa.Column("ends_on_text", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycles.id"], name=op.f("fk_stages_cycle_id")),
        sa.PrimaryKeyConstraint("cycle_id", "position", name=op.f("pk_stages")),
    )
    op.create_table(
        "attachments",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("document_id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.CheckConstraint("size >= 0", name=op.f("ck_attachments_size_counted")),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_attachments_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
    )
    op.create_index(op.f("ix_attachments_document_id"), "attachments", ["document_id"], unique=False)
    op.create_table(
        "contacts",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("cycle_id", sa.String(length=64), nullable=False),
        sa.Column("group_id", sa.String(length=64), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("hours", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.String(length=10), nullable=True),
        sa.Column("valid_from_text", sa.Text(), nullable=True),
        sa.Column("valid_to", sa.String(length=10), nullable=True),
        sa.Column("valid_to_text", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("updated_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('hotline', 'mailbox', 'email', 'opinion_box', 'visit')", name=op.f("ck_contacts_kind_known")
        ),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycles.id"], name=op.f("fk_contacts_cycle_id")),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_contacts_group_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contacts")),
    )
    op.create_index(op.f("ix_contacts_cycle_id"), "contacts", ["cycle_id"], unique=False)
    op.create_index(op.f("ix_contacts_published_at"), "contacts", ["published_at"], unique=False)
    op.create_table(
        "corrections",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("document_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("dated_on", sa.String(length=10), nullable=False),
        sa.Column("dated_on_text", sa.Text(), nullable=True),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.CheckConstraint("number >= 1", name=op.f("ck_corrections_numbered")),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_corrections_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrections")),
        sa.UniqueConstraint("document_id", "number", name=op.f("uq_corrections_document_id")),
    )
    op.create_index(op.f("ix_corrections_document_id"), "corrections", ["document_id"], unique=False)
    op.create_table(
        "dispatches",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("document_id", sa.String(length=64), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("relation", sa.String(length=16), nullable=False),
        sa.Column("sent_on", sa.String(length=10), nullable=True),
        sa.Column("sent_on_text", sa.Text(), nullable=True),
        sa.Column("received_on", sa.String(length=10), nullable=True),
        sa.Column("received_on_text", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "relation IN ('notify', 'feedback', 'submit', 'copy', 'circulate')",
            name=op.f("ck_dispatches_relation_known"),
        ),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_dispatches_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatches")),
    )
    op.create_index(op.f("ix_dispatches_document_id"), "dispatches", ["document_id"], unique=False)
    op.create_table(
        "document_versions",
        sa.Column("document_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("act", sa.String(length=16), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "act IN ('publish', 'revise', 'correct', 'withdraw')", name=op.f("ck_document_versions_act_known")
        ),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_document_versions_document_id")),
        sa.PrimaryKeyConstraint("document_id", "number", name=op.f("pk_document_versions")),
    )
    op.create_table(
        "hearing_participants",
        sa.Column("hearing_id", sa.String(length=64), nullable=False),
        sa.Column("capacity", sa.String(length=16), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "capacity IN ('member', 'deputy', 'observer', 'subject', 'staff')",
            name=op.f("ck_hearing_participants_capacity_known"),
        ),
        sa.CheckConstraint("count >= 0", name=op.f("ck_hearing_participants_counted")),
        sa.ForeignKeyConstraint(["hearing_id"], ["hearings.id"], name=op.f("fk_hearing_participants_hearing_id")),
        sa.PrimaryKeyConstraint("hearing_id", "capacity", name=op.f("pk_hearing_participants")),
    )
    op.create_table(
        "reviews",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("cycle_id", sa.String(length=64), nullable=False),
        sa.Column("official_id", sa.String(length=64), nullable=False),
        sa.Column("institution_id", sa.String(length=64), nullable=False),
        sa.Column("post", sa.Text(), nullable=False),
        sa.Column("mode", sa.String(length=16), nullable=True),
        sa.Column("group_id", sa.String(length=64), nullable=True),
        sa.Column("carried_over_from_id", sa.String(length=64), nullable=True),
        sa.Column("status", sa.String(length=24), nullable=False),
        sa.Column("status_reason", sa.Text(), nullable=True),
        sa.Column("selection", sa.String(length=16), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("updated_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("kind = 'review'", name=op.f("ck_reviews_kind_is_review")),
        sa.CheckConstraint("mode IN ('onsite', 'written')", name=op.f("ck_reviews_mode_known")),
        sa.CheckConstraint(
            "selection IN ('random', 'fixed', 'rotation', 'solicited', 'carried_over')",
            name=op.f("ck_reviews_selection_known"),
        ),
        sa.CheckConstraint(
            "status IN ('selected', 'notified', 'investigating', 'heard', 'appraised', 'rectifying', 'followed_up', "
            "'suspended', 'ended_without_vote')",
            name=op.f("ck_reviews_status_known"),
        ),
        sa.CheckConstraint(
            "status NOT IN ('suspended', 'ended_without_vote') OR status_reason IS NOT NULL",
            name=op.f("ck_reviews_exception_has_reason"),
        ),
        sa.CheckConstraint("carried_over_from_id <> id", name=op.f("ck_reviews_carried_over_from_another")),
        sa.ForeignKeyConstraint(
            ["carried_over_from_id"],
            ["reviews.id"],
            name=op.f("fk_reviews_carried_over_from_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycles.id"], name=op.f("fk_reviews_cycle_id")),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_reviews_group_id")),
        sa.ForeignKeyConstraint(["id", "kind"], ["subjects.id", "subjects.kind"], name=op.f("fk_reviews_id")),
        sa.ForeignKeyConstraint(["institution_id"], ["institutions.id"], name=op.f("fk_reviews_institution_id")),
        sa.ForeignKeyConstraint(["official_id"], ["officials.id"], name=op.f("fk_reviews_official_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
    )
    op.create_index(op.f("ix_reviews_cycle_id"), "reviews", ["cycle_id"], unique=False)
    op.create_index(op.f("ix_reviews_institution_id"), "reviews", ["institution_id"], unique=False)
    op.create_index(op.f("ix_reviews_official_id"), "reviews", ["official_id"], unique=False)
    op.create_index(op.f("ix_reviews_published_at"), "reviews", ["published_at"], unique=False)
    op.create_table(
        "activities",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("review_id", sa.String(length=64), nullable=True),
        sa.Column("matter_id", sa.String(length=64), nullable=True),
        sa.Column("dated_on", sa.String(length=10), nullable=True),
        sa.Column("dated_on_text", sa.Text(), nullable=True),
        sa.Column("method", sa.String(length=16), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("participants", sa.Integer(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("updated_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "method IN ('个别谈话', '座谈会', '走访', '查阅资料', '民主测评', '视察')",
            name=op.f("ck_activities_method_known"),
        ),
        sa.CheckConstraint("(review_id IS NULL) <> (matter_id IS NULL)", name=op.f("ck_activities_review_or_matter")),
        sa.CheckConstraint("participants >= 0", name=op.f("ck_activities_participants_counted")),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_activities_matter_id")),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name=op.f("fk_activities_review_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activities")),
    )
    op.create_index(op.f("ix_activities_matter_id"), "activities", ["matter_id"], unique=False)
    op.create_index(op.f("ix_activities_published_at"), "activities", ["published_at"], unique=False)
    op.create_index(op.f("ix_activities_review_id"), "activities", ["review_id"], unique=False)
    op.create_table(
        "ballots",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("hearing_id", sa.String(length=64), nullable=False),
        sa.Column("review_id", sa.String(length=64), nullable=True),
        sa.Column("matter_id", sa.String(length=64), nullable=True),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("entitled", sa.Integer(), nullable=True),
        sa.Column("present", sa.Integer(), nullable=True),
        sa.Column("issued", sa.Integer(), nullable=True),
        sa.Column("returned", sa.Integer(), nullable=True),
        sa.Column("invalid", sa.Integer(), nullable=True),
        sa.Column("abstained", sa.Integer(), nullable=True),
        sa.Column("counts", sa.Text(), nullable=True),
        sa.Column("grade", sa.Text(), nullable=True),
        sa.Column("grade_declared", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("graded", sa.Integer(), nullable=True),
        sa.CheckConstraint("(review_id IS NULL) <> (matter_id IS NULL)", name=op.f("ck_ballots_review_or_matter")),
        sa.CheckConstraint(
            "entitled >= 0 AND present >= 0 AND issued >= 0 AND returned >= 0 AND invalid >= 0 AND abstained >= 0 AND"
            " graded >= 0",
            name=op.f("ck_ballots_counted"),
        ),
        sa.CheckConstraint("issued <= present", name=op.f("ck_ballots_issued_within_present")),
        sa.CheckConstraint("present <= entitled", name=op.f("ck_ballots_present_within_entitled")),
        sa.CheckConstraint("returned <= issued", name=op.f("ck_ballots_returned_within_issued")),
        sa.CheckConstraint("returned = invalid + abstained + graded", name=op.f("ck_ballots_returned_adds_up")),
        sa.CheckConstraint("round >= 1", name=op.f("ck_ballots_round_counted")),
        sa.ForeignKeyConstraint(["hearing_id"], ["hearings.id"], name=op.f("fk_ballots_hearing_id")),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_ballots_matter_id")),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name=op.f("fk_ballots_review_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballots")),
        sa.UniqueConstraint("matter_id", "round", name="uq_ballots_matter_round"),
        sa.UniqueConstraint("review_id", "round", name="uq_ballots_review_round"),
    )
    op.create_index(op.f("ix_ballots_hearing_id"), "ballots", ["hearing_id"], unique=False)
    op.create_index(op.f("ix_ballots_matter_id"), "ballots", ["matter_id"], unique=False)
    op.create_index(op.f("ix_ballots_review_id"), "ballots", ["review_id"], unique=False)
    op.create_table(
        "consequences",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("review_id", sa.String(length=64), nullable=True),
        sa.Column("matter_id", sa.String(length=64), nullable=True),
        sa.Column("dated_on", sa.String(length=10), nullable=True),
        sa.Column("dated_on_text", sa.Text(), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("updated_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('约谈', '诫勉谈话', '调整', '处理', '询问', '质询', "
            "'特定问题调查', '列入下年度', '再次测评', '限期整改', '说明情况', '报告整改情况')",
            name=op.f("ck_consequences_kind_known"),
        ),
        sa.CheckConstraint("(review_id IS NULL) <> (matter_id IS NULL)", name=op.f("ck_consequences_review_or_matter")),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_consequences_matter_id")),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name=op.f("fk_consequences_review_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consequences")),
    )
    op.create_index(op.f("ix_consequences_matter_id"), "consequences", ["matter_id"], unique=False)
    op.create_index(op.f("ix_consequences_published_at"), "consequences", ["published_at"], unique=False)
    op.create_index(op.f("ix_consequences_review_id"), "consequences", ["review_id"], unique=False)
    op.create_table(
        "findings",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("review_id", sa.String(length=64), nullable=True),
        sa.Column("matter_id", sa.String(length=64), nullable=True),
        sa.Column("criterion", sa.Text(), nullable=True),
        sa.Column("severity", sa.String(length=16), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("item_id", sa.String(length=64), nullable=True),
        sa.Column("cause", sa.String(length=16), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("updated_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("cause IN ('objective', 'subjective')", name=op.f("ck_findings_cause_known")),
        sa.CheckConstraint("severity IN ('serious', 'ordinary', 'minor')", name=op.f("ck_findings_severity_known")),
        sa.CheckConstraint("(review_id IS NULL) <> (matter_id IS NULL)", name=op.f("ck_findings_review_or_matter")),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["rectification_items.id"],
            name=op.f("fk_findings_item_id"),
            initially="DEFERRED",
            deferrable=True,
            use_alter=True,
        ),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_findings_matter_id")),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name=op.f("fk_findings_review_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_findings")),
    )
    op.create_index(op.f("ix_findings_matter_id"), "findings", ["matter_id"], unique=False)
    op.create_index(op.f("ix_findings_published_at"), "findings", ["published_at"], unique=False)
    op.create_index(op.f("ix_findings_review_id"), "findings", ["review_id"], unique=False)
    op.create_table(
        "inquiries",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("hearing_id", sa.String(length=64), nullable=False),
        sa.Column("review_id", sa.String(length=64), nullable=True),
        sa.Column("matter_id", sa.String(length=64), nullable=True),
        sa.Column("asker", sa.Text(), nullable=True),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.CheckConstraint("(review_id IS NULL) <> (matter_id IS NULL)", name=op.f("ck_inquiries_review_or_matter")),
        sa.ForeignKeyConstraint(["hearing_id"], ["hearings.id"], name=op.f("fk_inquiries_hearing_id")),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_inquiries_matter_id")),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name=op.f("fk_inquiries_review_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiries")),
    )
    op.create_index(op.f("ix_inquiries_hearing_id"), "inquiries", ["hearing_id"], unique=False)
    op.create_index(op.f("ix_inquiries_matter_id"), "inquiries", ["matter_id"], unique=False)
    op.create_index(op.f("ix_inquiries_review_id"), "inquiries", ["review_id"], unique=False)
    op.create_table(
        "rectification_items",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("review_id", sa.String(length=64), nullable=True),
        sa.Column("matter_id", sa.String(length=64), nullable=True),
        sa.Column("origin", sa.String(length=24), nullable=False),
        sa.Column("finding_id", sa.String(length=64), nullable=True),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=True),
        sa.Column("measure", sa.Text(), nullable=True),
        sa.Column("responsible", sa.Text(), nullable=True),
        sa.Column("disposition", sa.String(length=16), nullable=True),
        sa.Column("opened_on", sa.String(length=10), nullable=True),
        sa.Column("opened_on_text", sa.Text(), nullable=True),
        sa.Column("due_on", sa.String(length=10), nullable=True),
        sa.Column("due_on_text", sa.Text(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("review_on", sa.String(length=10), nullable=True),
        sa.Column("review_on_text", sa.Text(), nullable=True),
        sa.Column("recurrence_of_id", sa.String(length=64), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("updated_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "disposition IN ('immediate', 'over_time', 'blocked')",
            name=op.f("ck_rectification_items_disposition_known"),
        ),
        sa.CheckConstraint(
            "origin IN ('self_check', 'preliminary_report', 'points_list', 'hearing', 'appraisal_opinion', "
            "'look_back')",
            name=op.f("ck_rectification_items_origin_known"),
        ),
        sa.CheckConstraint(
            "state <> 'explained' OR (disposition IS NOT NULL AND disposition = 'blocked' AND review_on IS NOT NULL)",
            name=op.f("ck_rectification_items_explained_is_blocked_and_reviewed"),
        ),
        sa.CheckConstraint(
            "state IN ('open', 'plan_due', 'plan_returned', 'plan_approved', 'in_progress', 'claimed_done', "
            "'verified_closed', 'explained', 'reopened')",
            name=op.f("ck_rectification_items_state_known"),
        ),
        sa.CheckConstraint(
            "(review_id IS NULL) <> (matter_id IS NULL)", name=op.f("ck_rectification_items_review_or_matter")
        ),
        sa.CheckConstraint("recurrence_of_id <> id", name=op.f("ck_rectification_items_recurrence_of_another")),
        sa.ForeignKeyConstraint(["finding_id"], ["findings.id"], name=op.f("fk_rectification_items_finding_id")),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_rectification_items_matter_id")),
        sa.ForeignKeyConstraint(
            ["recurrence_of_id"],
            ["rectification_items.id"],
            name=op.f("fk_rectification_items_recurrence_of_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name=op.f("fk_rectification_items_review_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rectification_items")),
    )
    op.create_index(op.f("ix_rectification_items_due_on"), "rectification_items", ["due_on"], unique=False)
    op.create_index(op.f("ix_rectification_items_matter_id"), "rectification_items", ["matter_id"], unique=False)
    op.create_index(op.f("ix_rectification_items_published_at"), "rectification_items", ["published_at"], unique=False)
    op.create_index(op.f("ix_rectification_items_review_id"), "rectification_items", ["review_id"], unique=False)
    op.create_index(op.f("ix_rectification_items_state"), "rectification_items", ["state"], unique=False)
    op.create_table(
        "decisions",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("cycle_id", sa.String(length=64), nullable=False),
        sa.Column("body", sa.String(length=24), nullable=False),
        sa.Column("meeting", sa.Text(), nullable=True),
        sa.Column("decided_on", sa.String(length=10), nullable=True),
        sa.Column("decided_on_text", sa.Text(), nullable=True),
        sa.Column("gate", sa.String(length=24), nullable=True),
        sa.Column("review_id", sa.String(length=64), nullable=True),
        sa.Column("matter_id", sa.String(length=64), nullable=True),
        sa.Column("item_id", sa.String(length=64), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("document_id", sa.String(length=64), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("updated_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "body IN ('chair_council', 'standing_committee', 'party_committee', 'other')",
            name=op.f("ck_decisions_body_known"),
        ),
        sa.CheckConstraint(
            "(review_id IS NULL OR matter_id IS NULL) AND (review_id IS NULL OR item_id IS NULL) AND (matter_id IS "
            "NULL OR item_id IS NULL)",
            name=op.f("ck_decisions_about_one"),
        ),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycles.id"], name=op.f("fk_decisions_cycle_id")),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_decisions_document_id")),
        sa.ForeignKeyConstraint(["item_id"], ["rectification_items.id"], name=op.f("fk_decisions_item_id")),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_decisions_matter_id")),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name=op.f("fk_decisions_review_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )
    op.create_index(op.f("ix_decisions_cycle_id"), "decisions", ["cycle_id"], unique=False)
    op.create_index(op.f("ix_decisions_item_id"), "decisions", ["item_id"], unique=False)
    op.create_index(op.f("ix_decisions_matter_id"), "decisions", ["matter_id"], unique=False)
    op.create_index(op.f("ix_decisions_published_at"), "decisions", ["published_at"], unique=False)
    op.create_index(op.f("ix_decisions_review_id"), "decisions", ["review_id"], unique=False)
    op.create_table(
        "rectification_updates",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("item_id", sa.String(length=64), nullable=False),
        sa.Column("dated_on", sa.String(length=10), nullable=True),
        sa.Column("dated_on_text", sa.Text(), nullable=True),
        sa.Column("side", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('plan', 'plan_returned', 'plan_approved', 'progress', 'claim', 'verification', 'explanation', "
            "'reopening')",
            name=op.f("ck_rectification_updates_kind_known"),
        ),
        sa.CheckConstraint(
            "side = 'overseer' OR kind IN ('plan', 'progress', 'claim', 'explanation')",
            name=op.f("ck_rectification_updates_overseer_decides"),
        ),
        sa.CheckConstraint("side IN ('subject', 'overseer')", name=op.f("ck_rectification_updates_side_known")),
        sa.ForeignKeyConstraint(["item_id"], ["rectification_items.id"], name=op.f("fk_rectification_updates_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rectification_updates")),
    )
    op.create_index(op.f("ix_rectification_updates_item_id"), "rectification_updates", ["item_id"], unique=False)
    # findings and items name each other: SQLite has this key inside the table, the others add it when both stand
    if op.get_bind().dialect.supports_alter:
        op.create_foreign_key(
            op.f("fk_findings_item_id"),
            "findings",
            "rectification_items",
            ["item_id"],
            ["id"],
            deferrable=True,
            initially="DEFERRED",
        )


def downgrade() -> None:
    if op.get_bind().dialect.supports_alter:
        op.drop_constraint(op.f("fk_findings_item_id"), "findings", type_="foreignkey")
    op.drop_table("rectification_updates")
    op.drop_table("decisions")
    op.drop_table("rectification_items")
    op.drop_table("inquiries")
    op.drop_table("findings")
    op.drop_table("consequences")
    op.drop_table("ballots")
    op.drop_table("activities")
    op.drop_table("reviews")
    op.drop_table("hearing_participants")
    op.drop_table("document_versions")
    op.drop_table("dispatches")
    op.drop_table("corrections")
    op.drop_table("contacts")
    op.drop_table("attachments")
    op.drop_table("stages")
    op.drop_table("reported_figures")
    op.drop_table("matters")
    op.drop_table("hearings")
    op.drop_table("groups")
    op.drop_table("documents")
    op.drop_table("cycles")
    op.drop_table("appointments")
    op.drop_table("terms")
    op.drop_table("rulesets")
    op.drop_table("institutions")
    op.drop_table("subjects")
    op.drop_table("site")
    op.drop_table("officials")
    op.drop_table("consumers")
    op.drop_table("changes")
    op.drop_table("assemblies")
