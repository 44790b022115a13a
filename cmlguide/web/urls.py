"""The pages' addresses, grouped by page. A page's own module in `views` answers each."""

from django.urls import path

from cmlguide.web import home
from cmlguide.web.views import prepare, summary, timeline

urlpatterns = [
    # / - where the number stands
    path("", timeline.timeline, name="timeline"),
    # /prepare/, /summary/ - the next appointment
    path("prepare/", prepare.prepare, name="prepare"),
    path("prepare/questions/", prepare.question_choose, name="question-choose"),
    path("prepare/questions/<int:pk>/off/", prepare.question_unchoose, name="question-unchoose"),
    path("prepare/questions/<int:pk>/restore/", prepare.question_restore, name="question-restore"),
    path("prepare/questions/<int:pk>/move/", prepare.question_move, name="question-move"),
    path("summary/", summary.summary, name="summary"),
    # /open/, /passphrase/ - home mode: the printed link, and a passphrase for later
    path("open/<str:token>/", home.open_link, name="home-open"),
    path("passphrase/", home.passphrase_set, name="passphrase-set"),
    path("passphrase/not-now/", home.passphrase_not_now, name="passphrase-not-now"),
]
