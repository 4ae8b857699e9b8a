"""What our catalogues say in place of a library is still what that library says."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.forms import Field

from workspace.accounts.adapter import AccountAdapter
from workspace.languages.borrowed import BORROWED


def test_library_still_has_the_words_that_our_catalogues_translate():
    assert set(BORROWED) <= {str(words) for words in Field.default_error_messages.values()}


def test_messages_of_the_log_in_are_ours():
    ours, theirs = AccountAdapter.error_messages, DefaultAccountAdapter.error_messages
    changed = {name for name, words in ours.items() if words != theirs.get(name)}
    assert changed == {"email_password_mismatch", "enter_current_password"}
    assert changed <= set(theirs)
