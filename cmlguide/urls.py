"""Every address of the site: accounts here, the pages in cmlguide.web.urls."""

from allauth.account import views as allauth
from allauth.mfa.base import views as two_steps
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkey
from django.urls import include, path, re_path
from django.views.generic.base import RedirectView

from cmlguide.web.frame import accounts
from cmlguide.web.frame.accounts import hosted_only, in_one_piece, mail_only, with_password_only
from cmlguide.web.frame.again import asks_again, gives_a_new_token
from cmlguide.web.frame.security_contact import security_contact
from cmlguide.web.pages.account import own_data_views, recover_views, sheet_views

to_account = RedirectView.as_view(pattern_name="account")

urlpatterns = [
    path("", include("cmlguide.web.urls")),
    # /.well-known/ - what programs and security researchers look for
    path(".well-known/security.txt", security_contact, name="security-contact"),
    # /account/ - signing in and out, at home too. Of allauth's pages only those listed here exist.
    path("account/login/", accounts.sign_in, name="account_login"),
    path("account/logout/", allauth.logout, name="account_logout"),
    path(
        "account/reauthenticate/",
        with_password_only(gives_a_new_token(in_one_piece(allauth.reauthenticate))),
        name="account_reauthenticate",
    ),
    path("account/password/change/", accounts.change_password, name="account_change_password"),
    # /account/ - a hosted site's accounts
    path("account/signup/", hosted_only(in_one_piece(allauth.signup)), name="account_signup"),
    path("account/inactive/", hosted_only(allauth.account_inactive), name="account_inactive"),
    path("account/recover/", recover_views.recover_account, name="account-recover"),
    path("account/sheet/", sheet_views.sheet, name="account-sheet"),
    path("account/export/", own_data_views.account_export, name="account-export"),
    path("account/erase/", own_data_views.account_erase, name="account-erase"),
    # /account/email/, /account/password/reset/ - where mail is sent
    path("account/email/", mail_only(asks_again(in_one_piece(allauth.email))), name="account_email"),
    path(
        "account/confirm-email/",
        mail_only(allauth.email_verification_sent),
        name="account_email_verification_sent",
    ),
    re_path(
        r"^account/confirm-email/(?P<key>[-:\w]+)/$",
        mail_only(in_one_piece(allauth.confirm_email)),
        name="account_confirm_email",
    ),
    path("account/password/reset/", mail_only(allauth.password_reset), name="account_reset_password"),
    path(
        "account/password/reset/done/",
        mail_only(allauth.password_reset_done),
        name="account_reset_password_done",
    ),
    re_path(
        r"^account/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        mail_only(in_one_piece(allauth.password_reset_from_key)),
        name="account_reset_password_from_key",
    ),
    path(
        "account/password/reset/key/done/",
        mail_only(allauth.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    # /account/2fa/ - two steps, and passkeys
    path("account/2fa/", hosted_only(to_account), name="mfa_index"),
    path("account/2fa/authenticate/", hosted_only(two_steps.authenticate), name="mfa_authenticate"),
    path(
        "account/2fa/reauthenticate/",
        hosted_only(gives_a_new_token(in_one_piece(two_steps.reauthenticate))),
        name="mfa_reauthenticate",
    ),
    path(
        "account/2fa/totp/activate/",
        hosted_only(asks_again(in_one_piece(app.activate_totp))),
        name="mfa_activate_totp",
    ),
    path(
        "account/2fa/totp/deactivate/",
        hosted_only(asks_again(in_one_piece(app.deactivate_totp))),
        name="mfa_deactivate_totp",
    ),
    path(
        "account/2fa/recovery-codes/",
        hosted_only(asks_again(in_one_piece(codes.view_recovery_codes))),
        name="mfa_view_recovery_codes",
    ),
    path(
        "account/2fa/recovery-codes/generate/",
        hosted_only(asks_again(in_one_piece(codes.generate_recovery_codes))),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/2fa/recovery-codes/download/",
        hosted_only(asks_again(in_one_piece(codes.download_recovery_codes))),
        name="mfa_download_recovery_codes",
    ),
    path("account/2fa/webauthn/", hosted_only(passkey.list_webauthn), name="mfa_list_webauthn"),
    path(
        "account/2fa/webauthn/add/",
        hosted_only(asks_again(in_one_piece(passkey.add_webauthn))),
        name="mfa_add_webauthn",
    ),
    path("account/2fa/webauthn/login/", hosted_only(passkey.login_webauthn), name="mfa_login_webauthn"),
    path(
        "account/2fa/webauthn/reauthenticate/",
        hosted_only(gives_a_new_token(in_one_piece(passkey.reauthenticate_webauthn))),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "account/2fa/webauthn/keys/<int:pk>/edit/",
        hosted_only(asks_again(in_one_piece(passkey.edit_webauthn))),
        name="mfa_edit_webauthn",
    ),
    path(
        "account/2fa/webauthn/keys/<int:pk>/remove/",
        hosted_only(asks_again(in_one_piece(passkey.remove_webauthn))),
        name="mfa_remove_webauthn",
    ),
]
handler400 = "cmlguide.web.frame.errors.bad_request"
handler403 = "cmlguide.web.frame.errors.not_allowed"
handler404 = "cmlguide.web.frame.errors.not_found"
handler500 = "cmlguide.web.frame.errors.broken"
