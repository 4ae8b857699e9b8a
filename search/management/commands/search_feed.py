"""Sends waiting entries to the search engine."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.engines import EngineDown
from search.engines.elasticsearch import ElasticsearchEngine
from search.feed import feed


class Command(BaseCommand):
    help = "Send the entries that wait to Elasticsearch. Without SEARCH_URL there is nothing to do."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--watch", type=float, metavar="SECONDS", help="go on, at this pace")
        parser.add_argument(
            "--recreate", action="store_true", help="remove the indices first and send everything"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SEARCH_URL:
            self.stdout.write("SEARCH_URL is empty: the database answers searches by itself.")
            return
        if options["recreate"]:
            self._drop()
        self._once()
        if options["watch"]:
            self._watch(options["watch"])

    def _watch(self, seconds: float) -> None:
        """Until Ctrl-C, which is the ordinary end."""
        try:
            while True:
                time.sleep(seconds)
                self._once()
        except KeyboardInterrupt:
            self.stdout.write("stopped")

    def _once(self) -> None:
        report = feed()
        if report.sent or report.left:
            self.stdout.write(f"sent {report.sent}, waiting {report.left}")

    def _drop(self) -> None:
        try:
            ElasticsearchEngine().drop()
        except EngineDown as reason:
            raise CommandError(f"The search engine does not answer: {reason}") from reason
