"""Pages of the resource centre."""
