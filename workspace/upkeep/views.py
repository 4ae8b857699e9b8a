"""Addresses for programs that watch the site."""

from __future__ import annotations

import ipaddress
import logging

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from workspace.registries.probes import Probe, all_probes
from workspace.upkeep.measures import exposition

logger = logging.getLogger(__name__)


@require_safe
@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """This process answers. Asks nobody else, not even the database."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """503 while something essential is missing; what else does not work is named."""
    works = {probe: _works(probe) for probe in all_probes()}
    is_ready = all(fine for probe, fine in works.items() if probe.essential)
    words = "ready" if all(works.values()) else "degraded" if is_ready else "not ready"
    said = {"state": words, **{p.name: "ok" if fine else "failed" for p, fine in works.items()}}
    return JsonResponse(said, status=200 if is_ready else 503)


def _works(probe: Probe) -> bool:
    try:
        return probe.works()
    except Exception:
        logger.warning("probe %s failed", probe.name, exc_info=True)
        return False


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """For this machine and for whoever holds the token; for all others there is nothing here."""
    if not (_is_local(request) or _holds_token(request)):
        raise Http404
    return HttpResponse(exposition(), content_type=CONTENT_TYPE_LATEST)


def _holds_token(request: HttpRequest) -> bool:
    token = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(token) and constant_time_compare(given, token)


def _is_local(request: HttpRequest) -> bool:
    """Straight from this machine. What a web server passes on comes from somewhere else."""
    if "X-Forwarded-For" in request.headers or "Forwarded" in request.headers:
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
