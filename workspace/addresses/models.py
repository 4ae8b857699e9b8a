"""Words that once stood in an address, and the rows that they named."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models, transaction


class FormerAddress(models.Model):
    """`section` is the first part of the address ("twinnings"), `word` the part that changed."""

    section = models.CharField(max_length=40)
    word = models.CharField(max_length=255)
    object_id = models.PositiveBigIntegerField()
    left_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["section", "word"], name="one_row_a_word")]

    def __str__(self) -> str:
        return f"/{self.section}/{self.word}/"


class KeepsFormerAddresses(models.Model):
    """For models with a word in their address: when it changes, the old one is kept in mind.

    The last row that left a word has it: when two shared one, one after the other, the newer
    answers.
    """

    #: First part of the address, and the field that holds the second.
    ADDRESS_SECTION: ClassVar[str]
    ADDRESS_WORD: ClassVar[str]

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        before = self._stored_word()
        super().save(*args, **kwargs)
        now = getattr(self, self.ADDRESS_WORD)
        if before and before != now:
            FormerAddress.objects.update_or_create(
                section=self.ADDRESS_SECTION, word=before, defaults={"object_id": self.pk}
            )

    @classmethod
    def at_an_address(cls) -> models.QuerySet[Any]:
        """Rows that everybody finds at their address; for models that carry no tier."""
        raise NotImplementedError

    def _stored_word(self) -> str:
        if self.pk is None:
            return ""
        rows = type(self)._base_manager.filter(pk=self.pk)
        return str(rows.values_list(self.ADDRESS_WORD, flat=True).first() or "")
