"""The pages' addresses, grouped by page. A page's own module in `views` answers each."""

from django.urls import path

from cmlguide.web import home

urlpatterns = [
    # /open/, /passphrase/ - home mode: the printed link, and a passphrase for later
    path("open/<str:token>/", home.open_link, name="home-open"),
    path("passphrase/", home.passphrase_set, name="passphrase-set"),
    path("passphrase/not-now/", home.passphrase_not_now, name="passphrase-not-now"),
]
