"""Who people are: log-in by e-mail, permissions on single objects."""

from django.urls import reverse_lazy

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "guardian.backends.ObjectPermissionBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_ADAPTER = "workspace.accounts.adapter.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
    # Not of allauth: an organisation that applies, see workspace.members.views.applying.
    "apply": "10/h/ip,3/h/key",
}
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True

MFA_ADAPTER = "workspace.accounts.second_factor.SecondFactorAdapter"
MFA_FORMS = {"activate_totp": "workspace.accounts.setting_up.SetUpForm"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Tandem"
# The clock of an old telephone is half a minute off.
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
# A new address that waits for its confirmation is no reason to go without a second factor.
MFA_ALLOW_UNVERIFIED_EMAIL = True
#: Facilitators, editors and administrators go nowhere before they have set it up.
SECOND_FACTOR_REQUIRED = True

LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = reverse_lazy("site:workspace")
LOGOUT_REDIRECT_URL = reverse_lazy("site:home")
ACCOUNT_LOGOUT_REDIRECT_URL = LOGOUT_REDIRECT_URL

ANONYMOUS_USER_NAME = "anonymous@guardian.invalid"
GUARDIAN_MONKEY_PATCH_USER = False
GUARDIAN_ANONYMOUS_USER_CACHE_TTL = -1

WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
# Wagtail mails page titles, comments and passages to everybody who once wrote or was asked to
# look, whether they still see the page or not. Partners sign and facilitators validate instead.
WAGTAILADMIN_COMMENTS_ENABLED = False
WAGTAIL_WORKFLOW_ENABLED = False
