"""What the tests of findings begin with; a file that needs another survey has its own."""

from __future__ import annotations

from tests.factories.research import Survey, answer_all, make_survey
from tests.stage import shared


@shared
def survey() -> Survey:
    """Twelve partners, who have all answered."""
    made = make_survey(6)
    answer_all(made.wave)
    return made
