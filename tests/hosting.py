"""The settings of a hosted site, for a test that runs at home: with and without a mail server."""

HOSTED = {
    "HOME_MODE": False,
    "HOSTED": True,
    "MAIL_IS_SENT": False,
    "ACCOUNT_SIGNUP_FIELDS": ["password1*", "password2*"],
    "ACCOUNT_EMAIL_VERIFICATION": "none",
    "ACCOUNT_RATE_LIMITS": {"recover": "10/m/ip,5/300s/key"},
}
WITH_MAIL = HOSTED | {
    "MAIL_IS_SENT": True,
    "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1*", "password2*"],
    "ACCOUNT_EMAIL_VERIFICATION": "mandatory",
    "MFA_ALLOW_UNVERIFIED_EMAIL": False,
}


def apply(settings, chosen):
    """Apply each of them to pytest-django's settings."""
    for name, value in chosen.items():
        setattr(settings, name, value)


OUTERMOST = [
    "cmlguide.web.frame.health.answer_health",
    "cmlguide.web.frame.request_log.note_each_request",
]
"""The parts only a hosted site has, which see each request first."""


def add_outermost(settings):
    """Put them before the others, as cmlguide.settings does on a hosted site."""
    settings.MIDDLEWARE = [*OUTERMOST, *settings.MIDDLEWARE]
