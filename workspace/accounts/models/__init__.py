"""People, the mails they want, and the copies of their data."""

from workspace.accounts.models.data_copy import DataCopy
from workspace.accounts.models.mail import DailyMail, MailPreference
from workspace.accounts.models.user import User, UserManager

__all__ = ["DailyMail", "DataCopy", "MailPreference", "User", "UserManager"]
