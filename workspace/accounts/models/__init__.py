"""People, and the mails they want."""

from workspace.accounts.models.mail import DailyMail, MailPreference
from workspace.accounts.models.user import User, UserManager

__all__ = ["DailyMail", "MailPreference", "User", "UserManager"]
