"""Logs: readable in development, one JSON object a line in production.

What goes in: time, level, the number of the request and of the account, the name of the page.
Never a query, a form, an address of a person or of a machine.
"""

import logging
import os
from typing import Any

import structlog

DJANGO_STRUCTLOG_TRUST_UPSTREAM_REQUEST_ID = True  # RequestLog has looked at it before
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = logging.DEBUG
DJANGO_STRUCTLOG_STATUS_4XX_LOG_LEVEL = logging.INFO

_SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]

structlog.configure(
    processors=[
        structlog.stdlib.filter_by_level,
        *_SHARED,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)


def without_user_agent(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """What a browser says of itself tells one person from another."""
    event.pop("user_agent", None)
    return event


def logging_to_console(renderer: list[Any], level: str) -> dict[str, Any]:
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "tandem": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": _SHARED,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    without_user_agent,
                    *renderer,
                ],
            }
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "tandem",
                "level": level,
            }
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Django writes the whole address of every 404 and 500 here; ours is the line of
            # RequestLog, which holds the fault as well.
            "django.request": {"level": "CRITICAL"},
        },
    }


# A traceback names lines, never the values of that moment: texts and passwords are among them.
_READABLE = [
    structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
]
_JSON = [
    structlog.processors.ExceptionRenderer(
        structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
    ),
    structlog.processors.JSONRenderer(),
]
#: The worker tells of every task at INFO; hundreds of lines would bury what matters.
LOGGING = logging_to_console(_READABLE, "WARNING")
LOGGING_IN_PRODUCTION = logging_to_console(_JSON, os.environ.get("TANDEM_LOG_LEVEL", "INFO"))
