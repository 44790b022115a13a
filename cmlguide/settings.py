"""Settings for both ways to run: home mode (one person's computer) and hosted mode (CMLGUIDE_HOSTS is set).

Every choice an operator has is an environment variable read here; docs/security.md lists them.
"""

import datetime as dt
import os

import django
from django.core.exceptions import ImproperlyConfigured

from .computer_zone import read_computer_zone
from .cookies import cookie_name, language_cookie_name, read_idle_minutes, zone_cookie_name
from .data_folder import PACKAGE, SITE_FILES, check_is_ours, data_folder, database_address, read_secret_key
from .hosting import (
    read_contact,
    read_database_url,
    read_fallback_keys,
    read_hsts,
    read_mail_server,
    read_operator,
    read_pooling,
    read_proxies,
)
from .languages import languages_in

# --- which way it runs -------------------------------------------------------------------------------------
HOSTS = [host.strip() for host in os.environ.get("CMLGUIDE_HOSTS", "").split(",") if host.strip()]
HOSTED = bool(HOSTS)
HOME_MODE = not HOSTED
DATA_FOLDER = data_folder()
DEBUG = False
DESIGN_PAGE = DEBUG  # /design/, every component in every state
if HOME_MODE:  # a hosted site keeps but its static files there, put down by the operator
    check_is_ours(DATA_FOLDER)
SECRET_KEY = os.environ.get("CMLGUIDE_SECRET_KEY") or read_secret_key(DATA_FOLDER)
SECRET_KEY_FALLBACKS = read_fallback_keys(os.environ)
ALLOWED_HOSTS = HOSTS or ["localhost", "127.0.0.1"]

# Whom a hosted site names on its privacy page and in security.txt.
OPERATOR = read_operator(os.environ)
SECURITY_CONTACT = read_contact(os.environ) if HOSTED else ""

# A day to show instead of today, for demonstrations and screenshots; never on a hosted site.
DEMO_TODAY = None
if HOME_MODE and (demo_day := os.environ.get("CMLGUIDE_TODAY")):
    try:
        DEMO_TODAY = dt.date.fromisoformat(demo_day)
    except ValueError as error:
        raise ImproperlyConfigured("CMLGUIDE_TODAY must be a date such as 2026-11-22.") from error

# --- what it is made of ------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "milestones",
    "cmlguide.records",
    "cmlguide.backups",
    "cmlguide.web",
    "cmlguide.devtools",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]
MIDDLEWARE = [
    "cmlguide.web.frame.proxies.believe_own_proxies",
    "cmlguide.web.frame.middleware.security_headers",
    "django.middleware.security.SecurityMiddleware",  # before the host is asked: HSTS on that refusal too
    "cmlguide.web.frame.middleware.check_host",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # blurs the length of each page: docs/decisions.md, section 5
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cmlguide.web.frame.language.speak_as_chosen",
    "cmlguide.web.frame.units.measure_as_chosen",
    "cmlguide.web.frame.gate.gate",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "cmlguide.web.frame.uploads.refuse_large_bodies",
    "cmlguide.web.frame.idle.sign_out_when_idle",
    "cmlguide.web.frame.middleware.note_whose_hand",
    "cmlguide.web.frame.middleware.start_when_nobody_is_chosen",
    "cmlguide.web.frame.middleware.offer_what_was_deleted",
    "cmlguide.web.frame.middleware.say_what_is_full",
    "cmlguide.web.frame.middleware.ask_which_record",
]
if HOSTED:
    MIDDLEWARE = [
        "cmlguide.web.frame.health.answer_health",
        "cmlguide.web.frame.request_log.note_each_request",
        *MIDDLEWARE,
    ]
ROOT_URLCONF = "cmlguide.urls"
WSGI_APPLICATION = "cmlguide.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SITE_FILES / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "cmlguide.web.frame.template_loader.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["cmlguide.web.templatetags.form_keys"],  # {% csrf_token %} adds all hidden fields
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cmlguide.web.frame.home.site_mode",
                "cmlguide.web.frame.consent.consent_asked",
                "cmlguide.web.frame.idle.idle_context",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # fields: templates/django/forms/field.html

# --- data --------------------------------------------------------------------------------------------------
if database_url := os.environ.get("CMLGUIDE_DATABASE_URL"):
    DATABASES = {"default": read_database_url(database_url)}
    DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = read_pooling(os.environ)
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": database_address(DATA_FOLDER),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",  # a writer waits its turn instead of failing halfway
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                " PRAGMA secure_delete=ON;",
            },
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {  # the sign-in rate limits must be shared by all processes of a site
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # Above this number a third of the entries are thrown out, whatever they count; Django's 300 is soon
        # reached.
        "OPTIONS": {"MAX_ENTRIES": 500_000},
    }
}

# How much is kept at most, so that no one account fills the site's disk (cmlguide.records.room): rows of one
# kind, kept letters, waiting files, open invitations and links for each record, records for each account.
MOST = {
    "rows": 20_000,
    "letters": 200,
    "waiting_files": 50,
    "helpers": 50,
    "links": 100,
    "records": 50,
}

# --- signing in --------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "records.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "timeline"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "cmlguide.web.frame.password_strength.HardToGuess"},
]
MAIL_IS_SENT = HOSTED and bool(os.environ.get("CMLGUIDE_SMTP_HOST"))
ACCOUNT_ADAPTER = "cmlguide.web.frame.accounts.AccountAdapter"
ACCOUNT_SIGNUP_FORM_CLASS = "cmlguide.web.frame.consent.ConsentForm"
ACCOUNT_FORMS = {
    "login": "cmlguide.web.frame.sign_in_forms.SignInForm",
    "signup": "cmlguide.web.frame.sign_in_forms.SignUpForm",
    "change_password": "cmlguide.web.frame.sign_in_forms.ChangeForm",
    "reauthenticate": "cmlguide.web.frame.sign_in_forms.AgainForm",
    "reset_password": "cmlguide.web.frame.sign_in_forms.ForgottenForm",
    "reset_password_from_key": "cmlguide.web.frame.sign_in_forms.NewPasswordForm",
    "add_email": "cmlguide.web.frame.sign_in_forms.EmailForm",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
# Nobody chooses a user name: "taken" would reveal who has an account. Without mail the site assigns one.
ACCOUNT_SIGNUP_FIELDS = [*(["email*"] if MAIL_IS_SENT else []), "password1*", "password2*"]
SILENCED_SYSTEM_CHECKS = ["account.W001"]  # it expects every user name to be typed
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if MAIL_IS_SENT else "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""  # nothing about health in an inbox
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
PASSWORD_RESET_TIMEOUT = 60 * 60  # a mailed link to a new password; who is slower asks for another
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False  # until the browser is closed, or was idle for SESSION_COOKIE_AGE
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# At home allauth's limits would lock the owner out for minutes, so growing_wait.py replaces them. The codes
# of two-step sign-in keep their limits at home and on a hosted site.
ACCOUNT_RATE_LIMITS = {"recover": "10/m/ip,5/300s/key"} if HOSTED else {"login": None}
MFA_ADAPTER = "cmlguide.web.frame.accounts.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # the device and its PIN or finger: a passkey is two steps in one
MFA_ALLOW_UNVERIFIED_EMAIL = not MAIL_IS_SENT
MFA_FORMS = {
    "authenticate": "cmlguide.web.frame.two_step_forms.CodeForm",
    "reauthenticate": "cmlguide.web.frame.two_step_forms.CodeAgainForm",
    "activate_totp": "cmlguide.web.frame.two_step_forms.FirstCodeForm",
    "add_webauthn": "cmlguide.web.frame.two_step_forms.AddPasskeyForm",
    "edit_webauthn": "cmlguide.web.frame.two_step_forms.RenamePasskeyForm",
}
MFA_TOTP_ISSUER = "CML Guide"

# Where signing in needs a secret: the seconds a session may be idle, and may last in all.
SIGN_OUT_WHEN_IDLE = read_idle_minutes(os.environ) * 60
SIGN_OUT_WARNING = 2 * 60 if SIGN_OUT_WHEN_IDLE > 4 * 60 else SIGN_OUT_WHEN_IDLE // 2
SIGN_OUT_AT_LAST = 24 * 60 * 60

SESSION_ENGINE = "cmlguide.web.frame.sessions"
SESSION_COOKIE_NAME = cookie_name("session", SECRET_KEY, hosted=HOSTED)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = SIGN_OUT_WHEN_IDLE + 60 * 60  # longer, so that typed text can be kept after sign-out
LINK_SESSION = dt.timedelta(days=30)  # at home without a passphrase, counted from opening the link
SESSION_COOKIE_SECURE = HOSTED
CSRF_COOKIE_NAME = cookie_name("csrf", SECRET_KEY, hosted=HOSTED)
KNOWN_COOKIE_NAME = cookie_name("known", SECRET_KEY, hosted=False)
BROWSER_COOKIE_NAME = cookie_name("browser", SECRET_KEY, hosted=HOSTED)
DRAFT_COOKIE_NAME = cookie_name("draft", SECRET_KEY, hosted=HOSTED)
ZONE_COOKIE_NAME = zone_cookie_name(hosted=HOSTED)
CSRF_COOKIE_SECURE = HOSTED
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "cmlguide.web.frame.errors.form_expired"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # not in a cookie

FILE_UPLOAD_HANDLERS = ["cmlguide.web.frame.uploads.HeldInMemory"]  # uploads are never written to disk
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # an import asks about each uncertain row

# --- transport ---------------------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
PROXIES = read_proxies(os.environ) if HOSTED else 0  # how many proxies to trust for address and scheme
if HOSTED:
    SECURE_SSL_REDIRECT = True
    HSTS = read_hsts(os.environ)
    SECURE_HSTS_SECONDS = HSTS.seconds
    SECURE_HSTS_INCLUDE_SUBDOMAINS = HSTS.subdomains
    SECURE_HSTS_PRELOAD = HSTS.preload
MAIL_SERVER = read_mail_server(os.environ)
DEFAULT_FROM_EMAIL = os.environ.get("CMLGUIDE_MAIL_FROM", f"noreply@{(HOSTS or ['localhost'])[0]}")
if django.VERSION >= (6, 1):
    MAILERS = {"default": MAIL_SERVER}
else:
    EMAIL_BACKEND = MAIL_SERVER["BACKEND"]
    EMAIL_HOST = MAIL_SERVER["OPTIONS"].get("host", "localhost")
    EMAIL_PORT = MAIL_SERVER["OPTIONS"].get("port", 25)
    EMAIL_HOST_USER = MAIL_SERVER["OPTIONS"].get("username", "")
    EMAIL_HOST_PASSWORD = MAIL_SERVER["OPTIONS"].get("password", "")
    EMAIL_TIMEOUT = MAIL_SERVER["OPTIONS"].get("timeout")
    EMAIL_USE_TLS = MAIL_SERVER["OPTIONS"].get("use_tls", False)

# --- language and time -------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGES = languages_in(LOCALE_PATHS[0])
# What somebody chose who is not signed in, for a year.
LANGUAGE_COOKIE_NAME = language_cookie_name(hosted=HOSTED)
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = HOSTED
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"  # a person's own day comes from cmlguide.web.frame.today
# The zone of a person at home who has not named one. A server's own zone says nothing about anybody.
COMPUTER_ZONE = read_computer_zone(os.environ) if HOME_MODE else ""

# --- static files ------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_FOLDER / "static"
BUILT_FOLDER = DATA_FOLDER / "built"  # where frame/bundles.py joins the style sheets and scripts
STATICFILES_DIRS = [SITE_FILES / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "cmlguide.web.frame.static_finders.PlotlyFinder",
    "cmlguide.web.frame.bundles.BundleFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "cmlguide.web.frame.static_storage.NamedByContent"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_ALLOW_ALL_ORIGINS = False  # else any page in the browser could tell that this site runs here

# --- the log: what happened and where, never what a person entered -----------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "without_data": {"()": "cmlguide.web.frame.private_log.WithoutData"},
        "json": {"()": "cmlguide.web.frame.private_log.JsonLines"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "json" if HOSTED else "without_data"}
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "cmlguide": {"level": "INFO"},
        "django.request": {"level": "ERROR" if HOSTED else "WARNING"},  # there each request has its line
        "waitress.queue": {"level": "ERROR"},  # several requests for one page's files at once are normal
        "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
    },
}
