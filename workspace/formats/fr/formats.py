"""French: hours with an h."""

DATE_FORMAT = "j F Y"
SHORT_DATE_FORMAT = "j N Y"
DATETIME_FORMAT = r"j F Y, G \h i"
TIME_FORMAT = r"G \h i"
