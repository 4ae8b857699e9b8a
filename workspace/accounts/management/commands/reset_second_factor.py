"""For a person who lost the telephone and the recovery codes, once they have been recognised."""

import argparse
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.mail import send_mail
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import override

from workspace.accounts.models import User
from workspace.accounts.sessions import sessions_end


class Command(BaseCommand):
    help = "Remove the second factor of a person, log them out everywhere and tell them by mail."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("address", help="the e-mail address of the person")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email__iexact=options["address"], is_active=True).first()
        if user is None:
            raise CommandError(f"Nobody has an account with the address {options['address']}.")
        with transaction.atomic():
            Authenticator.objects.filter(user=user).delete()
            sessions_end(user=user)
        with override(user.language):
            subject = render_to_string("mfa/email/reset_subject.txt").strip()
            send_mail(subject, render_to_string("mfa/email/reset_message.txt"), None, [user.email])
        self.stdout.write(f"The second factor of {user.email} is removed.")
