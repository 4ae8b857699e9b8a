"""Pages of the programme, its twinnings and their phases."""
