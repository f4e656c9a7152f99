"""What Alembic runs: the migrations over the connection that it is given."""

from alembic import context

from content import changes, kinds
from content.database import Base

REGISTERED = (changes.Site, *kinds.PACKAGE_MODELS)
"""Their import registers every table."""

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
with context.begin_transaction():
    context.run_migrations()
