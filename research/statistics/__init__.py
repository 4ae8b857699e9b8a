"""Statistics of survey answers, as pure functions of the standard library."""
