"""The public site as a WSGI application, for the instance that HUISHENG_HOME names."""

import os
from pathlib import Path

from content.settings import DEFAULT_HOME, load_settings
from portal.app import create_portal

app = create_portal(load_settings(Path(os.environ.get("HUISHENG_HOME", DEFAULT_HOME)), os.environ))
