"""gunicorn on the socket that systemd holds open: a restart loses no visitor."""

import os
from typing import Any

from prometheus_client import multiprocess

wsgi_app = "workspace.wsgi"
workers = int(os.environ.get("TANDEM_WORKERS", "3"))
threads = int(os.environ.get("TANDEM_THREADS", "4"))
# Longer than the slowest page, shorter than nginx waits.
timeout = 55
graceful_timeout = 30
# What a process gathers over weeks is given back; never all of them at once.
max_requests = 5000
max_requests_jitter = 500
# The upload that a worker is busy with must not make its heartbeat wait for a slow disk.
worker_tmp_dir = "/dev/shm"
# systemd is the one who asks: no second way in.
control_socket_disable = True
# The application writes the log of requests, with their numbers.
accesslog = None
loglevel = "warning"
# nginx reaches the socket, nobody else does: what it says of the visitor is true.
forwarded_allow_ips = "*"


def child_exit(server: Any, worker: Any) -> None:
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]
