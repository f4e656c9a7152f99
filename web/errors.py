"""Error pages in the site's design that say what was not understood and offer a search."""

import logging
from http import HTTPStatus
from typing import NamedTuple

from flask import Flask, Response, make_response, render_template, request
from flask_babel import gettext
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from werkzeug.exceptions import HTTPException, TooManyRequests, default_exceptions

_log = logging.getLogger("huisheng.web")

_RETRY_SECONDS = "60"


class _Message(NamedTuple):
    title: str
    text: str


def register(app: Flask) -> None:
    """Give an application its error pages."""
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(OperationalError, _database_down)
    app.register_error_handler(InterfaceError, _database_down)
    app.register_error_handler(Exception, _unexpected)


def _http_error(error: HTTPException) -> Response:
    status = error.code or 500
    if error.response is not None or status < HTTPStatus.BAD_REQUEST:
        return make_response(error.get_response())
    message = _message(status)
    told = error.description
    if (
        told
        and told != getattr(default_exceptions.get(status), "description", None)
        and not isinstance(error, TooManyRequests)
    ):
        message = message._replace(text=told)
    response = _page(status, message)
    for name, value in error.get_headers():
        if name.lower() != "content-type":
            response.headers[name] = value
    if isinstance(error, TooManyRequests):
        response.headers["Retry-After"] = _RETRY_SECONDS
    return response


def _database_down(error: DBAPIError) -> Response:
    # the driver's own line: SQLAlchemy's text adds the whole statement to every failing request
    _log.error("database: %s", error.orig)
    response = _page(503, _message(503))
    response.headers["Retry-After"] = _RETRY_SECONDS
    return response


def _unexpected(error: Exception) -> Response:
    _log.error("unexpected error at %s", request.path, exc_info=error)
    return _page(500, _message(500))


def _page(status: int, message: _Message) -> Response:
    response = make_response(
        render_template("errors/error.html", status=status, title=message.title, text=message.text), status
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _message(status: int) -> _Message:
    messages = {
        400: _Message(gettext("这个请求没有看懂"), gettext("地址里有本站不认识的内容。请核对地址，或者从下面搜索。")),
        404: _Message(
            gettext("没有找到这个页面"),
            gettext("本站没有 %(path)s。可能是地址写错了，也可能内容还没有公布。", path=request.path),
        ),
        405: _Message(gettext("这个地址不接受这样的操作"), gettext("请从页面上的链接或按钮进入。")),
        410: _Message(gettext("内容已撤回"), gettext("这里的内容已经撤回，不再公布。")),
        413: _Message(gettext("内容太大"), gettext("请返回上一页，减少附件或者文字后再试。")),
        429: _Message(gettext("访问太频繁"), gettext("短时间内从您的网络来的请求太多。请等一分钟再试。")),
        503: _Message(
            gettext("暂时读不到内容"), gettext("本站的数据库现在连不上，已经公布的内容没有丢失。请过几分钟再试。")
        ),
    }
    return messages.get(
        status,
        _Message(gettext("本站出了故障"), gettext("这不是您的问题，故障已经记下。请过几分钟再试，或者拨打监督电话。")),
    )
