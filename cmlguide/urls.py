"""Every address of the site: accounts here, the pages in cmlguide.web.urls."""

from django.urls import include, path

from cmlguide.web.frame import accounts
from cmlguide.web.frame.security_contact import security_contact

urlpatterns = [
    path("", include("cmlguide.web.urls")),
    # /.well-known/ - what machines and researchers look for
    path(".well-known/security.txt", security_contact, name="security-contact"),
    # /account/ - signing in and out, a hosted site's sign-up, two-step sign-in
    path("account/login/", accounts.sign_in, name="account_login"),
    path("account/", include("allauth.urls")),
]
handler400 = "cmlguide.web.frame.errors.bad_request"
handler403 = "cmlguide.web.frame.errors.not_allowed"
handler404 = "cmlguide.web.frame.errors.not_found"
handler500 = "cmlguide.web.frame.errors.broken"
