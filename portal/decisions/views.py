"""The templates of the register of decisions; its only page is a listing."""

from flask import Blueprint

blueprint = Blueprint("decisions", __name__, template_folder="templates")
