"""Numbers for Prometheus: what was answered, how quickly, and what waits."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponseBase
from django_tasks_db.models import DBTaskResult
from prometheus_client import REGISTRY, CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from workspace.registries import gauges
from workspace.registries.gauges import Gauge
from workspace.upkeep.checkups.storage import free_bytes

ANSWERED = Histogram(
    "tandem_request_seconds",
    "Seconds until an answer, by the name of the page and the class of its status",
    ["view", "method", "status"],
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
_METHODS = {"GET", "HEAD", "POST"}


class MeasuringMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        begun = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        # What leads nowhere shares one name: visitors must not be able to invent new ones.
        ANSWERED.labels(
            view=match.view_name if match else "none",
            method=request.method if request.method in _METHODS else "other",
            status=f"{response.status_code // 100}xx",
        ).observe(time.perf_counter() - begun)
        return response


class Present(Collector):
    """The gauges of all apps, read when they are asked for."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        for gauge in gauges.all_gauges():
            try:
                value = gauge.read()
            except (DatabaseError, OSError):
                continue  # a number that is not known is left out, not invented
            yield GaugeMetricFamily(gauge.name, gauge.meaning, value=value)


def exposition() -> bytes:
    """Everything, from all processes of the site where they share PROMETHEUS_MULTIPROC_DIR."""
    shared = CollectorRegistry()
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        MultiProcessCollector(shared)  # type: ignore[no-untyped-call]
    else:
        shared.register(REGISTRY)  # type: ignore[arg-type]
    shared.register(Present())
    return generate_latest(shared)


def register() -> None:
    tasks = DBTaskResult.objects
    for name, meaning, read in (
        ("tandem_tasks_waiting", "Tasks that a worker should have begun", tasks.ready),
        ("tandem_tasks_running", "Tasks under way", tasks.running),
        ("tandem_tasks_failed", "Tasks that failed and are still kept", tasks.failed),
    ):
        gauges.register(Gauge(name, meaning, _counted(read)))
    gauges.register(Gauge("tandem_files_free_bytes", "Room for files", free_bytes))


def _counted(rows: Callable[[], object]) -> Callable[[], float]:
    return lambda: float(rows().count())  # type: ignore[attr-defined]
