"""Which engine answers a search. Empty: the database itself (SQLite FTS5 or PostgreSQL)."""

import os

#: Address of an Elasticsearch 8 cluster, several hosts separated by commas.
SEARCH_URL = os.environ.get("SEARCH_URL", "")
#: Begins the name of every index, so that installations can share a cluster.
SEARCH_PREFIX = os.environ.get("SEARCH_PREFIX", "tandem")
#: Seconds after which a search gives up on the cluster and asks the database instead.
SEARCH_TIMEOUT = float(os.environ.get("SEARCH_TIMEOUT", "1.5"))

# Wagtail's own admin search; the public search never uses it.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
