"""The templates of the contact channels; their page is the listing."""

from flask import Blueprint

blueprint = Blueprint("contacts", __name__, template_folder="templates")
