"""The pages' addresses, grouped by page."""

from cmlguide.web.frame import home, setup
from cmlguide.web.frame.sent_once import path
from cmlguide.web.pages.about_me import views as about_me
from cmlguide.web.pages.account import kept_views as kept
from cmlguide.web.pages.account import own_data_views as own_data
from cmlguide.web.pages.account import views as account
from cmlguide.web.pages.ask_lab import views as ask_lab
from cmlguide.web.pages.backups import views as backups
from cmlguide.web.pages.blood_counts import views as blood_counts
from cmlguide.web.pages.carried_file import views as carried
from cmlguide.web.pages.change_log import views as change_log
from cmlguide.web.pages.data import delete_views as delete_everything
from cmlguide.web.pages.data import export_views as exports
from cmlguide.web.pages.data import views as your_data
from cmlguide.web.pages.design import views as design
from cmlguide.web.pages.diary import views as diary
from cmlguide.web.pages.first_year import views as first_year
from cmlguide.web.pages.goals import views as goals
from cmlguide.web.pages.imports import views as import_preview
from cmlguide.web.pages.language import views as language
from cmlguide.web.pages.marrow_tests import views as marrow_tests
from cmlguide.web.pages.medicines import views as medicines
from cmlguide.web.pages.mutations import views as mutations
from cmlguide.web.pages.other_medicines import allergy_views as allergies
from cmlguide.web.pages.other_medicines import views as other_medicines
from cmlguide.web.pages.people import views as people
from cmlguide.web.pages.prepare import checklist_views as checklist
from cmlguide.web.pages.prepare import preferences_views as preferences
from cmlguide.web.pages.prepare import views as prepare
from cmlguide.web.pages.privacy import views as privacy
from cmlguide.web.pages.reading import help_views as help
from cmlguide.web.pages.reading import learn_views as learn
from cmlguide.web.pages.reading import more_views as more
from cmlguide.web.pages.reading import warning_views as warning_signs
from cmlguide.web.pages.recently_deleted import views as recently_deleted
from cmlguide.web.pages.results import views as result
from cmlguide.web.pages.shared import views as shared
from cmlguide.web.pages.sharing import invitation_views as invitation
from cmlguide.web.pages.sharing import views as sharing
from cmlguide.web.pages.start import record_views as record_file
from cmlguide.web.pages.start import views as start
from cmlguide.web.pages.take_along import views as take_along
from cmlguide.web.pages.timeline import views as timeline
from cmlguide.web.pages.visits import after_views as visit_after
from cmlguide.web.pages.visits import views as visits
from cmlguide.web.pages.waiting import views as waiting
from cmlguide.web.pages.without_treatment import views as without
from cmlguide.web.paper import views as summary

urlpatterns = [
    # / - the current number
    path("", timeline.timeline, name="timeline"),
    path("explore.json", timeline.timeline_explore, name="timeline-explore"),
    # /first-year/, /without-treatment/ - what happens next, and the time after the last tablet
    path("first-year/", first_year.first_year, name="first-year"),
    path("without-treatment/", without.without_treatment, name="without-treatment"),
    # /prepare/, /summary/ - the next visit
    path("prepare/", prepare.prepare, name="prepare"),
    path("prepare/questions/", prepare.question_choose, name="question-choose"),
    path("prepare/questions/<int:pk>/off/", prepare.question_unchoose, name="question-unchoose"),
    path("prepare/questions/<int:pk>/restore/", prepare.question_restore, name="question-restore"),
    path("prepare/questions/<int:pk>/move/", prepare.question_move, name="question-move"),
    path("prepare/checklist/", checklist.checklist, name="prepare-checklist"),
    path("prepare/preferences/", preferences.preferences, name="prepare-preferences"),
    path("summary/", summary.summary, name="summary"),
    path("summary/sections/", summary.summary_sections, name="summary-sections"),
    # /visits/ - visits to the team, before and after
    path("design/", design.design, name="design"),
    path("pocket-card/", take_along.card, name="pocket-card"),
    path("my-year/", take_along.year, name="my-year"),
    path("visits/", visits.visit_list, name="visit-list"),
    path("visits/add/", visits.visit_add, name="visit-add"),
    path("visits/<int:pk>/edit/", visits.visit_edit, name="visit-edit"),
    path("visits/<int:pk>/after/", visit_after.visit_after, name="visit-after"),
    path("visits/<int:pk>/delete/", visits.visit_delete, name="visit-delete"),
    path("visits/<int:pk>/restore/", visits.visit_restore, name="visit-restore"),
    # /waiting/ - samples at the lab
    path("waiting/", waiting.waiting_list, name="waiting-list"),
    path("waiting/add/", waiting.waiting_add, name="waiting-add"),
    path("waiting/<int:pk>/edit/", waiting.waiting_edit, name="waiting-edit"),
    path("waiting/<int:pk>/delete/", waiting.waiting_delete, name="waiting-delete"),
    path("waiting/<int:pk>/restore/", waiting.waiting_restore, name="waiting-restore"),
    # /goals/ - what the person wants from treatment
    path("goals/", goals.goal_list, name="goal-list"),
    path("goals/choose/", goals.goal_choose, name="goal-choose"),
    path("goals/<int:pk>/move/", goals.goal_move, name="goal-move"),
    path("goals/<int:pk>/talk/", goals.goal_talk, name="goal-talk"),
    path("goals/<int:pk>/delete/", goals.goal_delete, name="goal-delete"),
    path("goals/<int:pk>/restore/", goals.goal_restore, name="goal-restore"),
    # /results/ - one result and the list of them
    path("results/", result.result_list, name="result-list"),
    path("results/add/", result.result_add, name="result-add"),
    path("results/ask-lab/", ask_lab.ask_lab, name="ask-lab"),
    path("results/lab-limit/", result.lab_limit_fill, name="lab-limit-fill"),
    path("results/lab-limit/undo/", result.lab_limit_empty, name="lab-limit-empty"),
    path("results/read-back/", result.result_read_back, name="result-read-back"),
    path("results/<int:pk>/", result.result_show, name="result-show"),
    path("results/<int:pk>/edit/", result.result_edit, name="result-edit"),
    path("results/<int:pk>/delete/", result.result_delete, name="result-delete"),
    path("results/<int:pk>/restore/", result.result_restore, name="result-restore"),
    # /blood-counts/, /marrow/, /mutations/ - the other tests
    path("blood-counts/", blood_counts.count_list, name="count-list"),
    path("blood-counts/add/", blood_counts.count_add, name="count-add"),
    path("blood-counts/read-back/", blood_counts.count_read_back, name="count-read-back"),
    path("blood-counts/<int:pk>/edit/", blood_counts.count_edit, name="count-edit"),
    path("blood-counts/<int:pk>/delete/", blood_counts.count_delete, name="count-delete"),
    path("blood-counts/<int:pk>/restore/", blood_counts.count_restore, name="count-restore"),
    path("marrow/", marrow_tests.marrow_list, name="marrow-list"),
    path("marrow/add/", marrow_tests.marrow_add, name="marrow-add"),
    path("marrow/<int:pk>/edit/", marrow_tests.marrow_edit, name="marrow-edit"),
    path("marrow/<int:pk>/delete/", marrow_tests.marrow_delete, name="marrow-delete"),
    path("marrow/<int:pk>/restore/", marrow_tests.marrow_restore, name="marrow-restore"),
    path("mutations/", mutations.mutation_list, name="mutation-list"),
    path("mutations/add/", mutations.mutation_add, name="mutation-add"),
    path("mutations/<int:pk>/edit/", mutations.mutation_edit, name="mutation-edit"),
    path("mutations/<int:pk>/delete/", mutations.mutation_delete, name="mutation-delete"),
    path("mutations/<int:pk>/restore/", mutations.mutation_restore, name="mutation-restore"),
    # /medicines/ - what was taken, and when
    path("medicines/", medicines.medicine_list, name="medicine-list"),
    path("medicines/add/", medicines.medicine_add, name="medicine-add"),
    path("medicines/<int:pk>/edit/", medicines.medicine_edit, name="medicine-edit"),
    path("medicines/<int:pk>/undo/", medicines.medicine_undo, name="medicine-undo"),
    path("medicines/<int:pk>/delete/", medicines.medicine_delete, name="medicine-delete"),
    path("medicines/<int:pk>/restore/", medicines.medicine_restore, name="medicine-restore"),
    # /diary/ - how the person felt, doses not taken, what was new
    path("diary/", diary.diary_list, name="diary-list"),
    path("diary/all/", diary.diary_all, name="diary-all"),
    path("diary/side-effect/", diary.diary_add, {"kind": "side_effect"}, name="diary-add-side-effect"),
    path("diary/dose/", diary.diary_add, {"kind": "dose"}, name="diary-add-dose"),
    path("diary/note/", diary.diary_add, {"kind": "note"}, name="diary-add-note"),
    path("diary/new/", diary.diary_add, {"kind": "new_intake"}, name="diary-add-new"),
    path("diary/<int:pk>/edit/", diary.diary_edit, name="diary-edit"),
    path("diary/<int:pk>/delete/", diary.diary_delete, name="diary-delete"),
    path("diary/<int:pk>/restore/", diary.diary_restore, name="diary-restore"),
    path("diary/<int:pk>/print/", diary.diary_print, name="diary-print"),
    # /other-medicines/, /allergies/ - the list a team asks for
    path("other-medicines/", other_medicines.other_list, name="other-list"),
    path("other-medicines/add/", other_medicines.other_add, name="other-add"),
    path("other-medicines/<int:pk>/edit/", other_medicines.other_edit, name="other-edit"),
    path("other-medicines/<int:pk>/delete/", other_medicines.other_delete, name="other-delete"),
    path("other-medicines/<int:pk>/restore/", other_medicines.other_restore, name="other-restore"),
    path("allergies/add/", allergies.allergy_add, name="allergy-add"),
    path("allergies/<int:pk>/edit/", allergies.allergy_edit, name="allergy-edit"),
    path("allergies/<int:pk>/delete/", allergies.allergy_delete, name="allergy-delete"),
    path("allergies/<int:pk>/restore/", allergies.allergy_restore, name="allergy-restore"),
    # /start/ - examples, a record file, or a new record in five steps
    path("start/", start.start, name="start"),
    path("start/file/", record_file.record_open, name="record-open"),
    path("start/example/reset/", start.example_reset, name="example-reset"),
    path("start/example/<str:kind>/", start.example_show, name="example-show"),
    path("start/not-now/", setup.setup_not_now, name="setup-not-now"),
    path("start/<str:step>/", start.start_step, name="start-step"),
    # /people/ - several records: a parent's, a partner's
    path("people/", people.person_list, name="person-list"),
    path("people/add/", people.person_add, name="person-add"),
    path("people/open/", people.person_open, name="person-open"),
    path("people/<int:pk>/edit/", people.person_edit, name="person-edit"),
    path("people/<int:pk>/delete/", delete_everything.person_erase, name="person-erase"),
    # /data/ - import, export, delete
    path("data/", your_data.data, name="data"),
    path("data/read/", your_data.import_read, name="import-read"),
    path("data/import/", import_preview.import_show, name="import-show"),
    path("data/import/cancel/", import_preview.import_cancel, name="import-cancel"),
    path("data/files/<int:pk>/", import_preview.file_answer, name="file-answer"),
    path("data/files/<int:pk>/drop/", import_preview.file_drop, name="file-drop"),
    path("data/imports/<int:pk>/undo/", your_data.import_undo, name="import-undo"),
    path("data/imports/<int:pk>/restore/", your_data.import_restore, name="import-restore"),
    path("data/imports/<int:pk>/letter/", your_data.import_letter, name="import-letter"),
    path("data/everything.zip", exports.export_everything, name="export-everything"),
    path("data/deleted/", recently_deleted.deleted_list, name="deleted-list"),
    path(
        "data/deleted/<str:noun>/<int:pk>/restore/",
        recently_deleted.deleted_restore,
        name="deleted-restore",
    ),
    path("data/changes/", change_log.change_list, name="change-list"),
    path("data/changes/<int:pk>/undo/", change_log.change_undo, name="change-undo"),
    path("data/backups/", backups.backup_list, name="backup-list"),
    path("data/backups/<slug:name>/", backups.backup_put_back, name="backup-put-back"),
    path("data/backups/<slug:name>/delete/", backups.backup_delete, name="backup-delete"),
    path("data/results.csv", exports.export_csv, name="export-csv"),
    path("data/carry/", carried.carried_file, name="carried-file"),
    path("data/fhir.json", exports.export_fhir, name="export-fhir"),
    path("data/page.txt", exports.export_text, name="export-text"),
    path("data/page.pdf", exports.export_pdf, name="export-pdf"),
    path("data/dates.ics", exports.export_calendar, name="export-calendar"),
    path("data/delete/", delete_everything.delete_everything, name="delete-everything"),
    # /sharing/, /invitation/ - who else may see this record
    path("sharing/", sharing.sharing, name="sharing"),
    path("sharing/log/", sharing.sharing_log, name="sharing-log"),
    path("sharing/helpers/invite/", sharing.helper_invite, name="helper-invite"),
    path("sharing/helpers/<int:pk>/end/", sharing.helper_end, name="helper-end"),
    path("sharing/helpers/<int:pk>/leave/", invitation.helper_leave, name="helper-leave"),
    path("sharing/links/add/", sharing.link_add, name="link-add"),
    path("sharing/links/<int:pk>/end/", sharing.link_end, name="link-end"),
    path("invitation/", invitation.invitation, name="invitation"),
    path("invitation/<str:token>/", invitation.invitation_open, name="invitation-open"),
    # /shared/ - what a guest reads through a link
    path("shared/open/<str:token>/", shared.guest_open, name="guest-open"),
    path("shared/<int:pk>/", shared.shared_record, name="shared-record"),
    path("shared/<int:pk>/pin/", shared.shared_pin, name="shared-pin"),
    path("shared/<int:pk>/results/", shared.shared_results, name="shared-results"),
    path("shared/<int:pk>/medicines/", shared.shared_medicines, name="shared-medicines"),
    path("shared/<int:pk>/blood-counts/", shared.shared_counts, name="shared-counts"),
    path("shared/<int:pk>/other-tests/", shared.shared_tests, name="shared-tests"),
    path("shared/<int:pk>/page/", shared.shared_summary, name="shared-summary"),
    # /record.json - everything as a file
    path("record.json", exports.record_export, name="record-export"),
    # /about-me/, /more/, /help/, /warning-signs/ - the person, and useful information
    path("about-me/", about_me.about_me, name="about-me"),
    path("about-me/cml/", about_me.about_me_edit, {"part": "cml"}, name="about-me-cml"),
    path("about-me/care/", about_me.about_me_edit, {"part": "care"}, name="about-me-care"),
    path("about-me/person/", about_me.about_me_edit, {"part": "person"}, name="about-me-person"),
    path("language/", language.language, name="language"),
    path("language/choose/", language.language_choose, name="language-choose"),
    path("more/", more.more, name="more"),
    path("help/", help.help_show, name="help"),
    path("learn/", learn.learn_list, name="learn"),
    path("learn/<slug:slug>/", learn.learn_topic, name="learn-topic"),
    path("warning-signs/", warning_signs.warning_signs, name="warning-signs"),
    # /privacy/ - what is kept, where and how long
    path("privacy/", privacy.privacy, name="privacy"),
    path("privacy/agree/", privacy.privacy_agree, name="privacy-agree"),
    # /open/, /passphrase/ - home mode: the printed link, and a passphrase
    path("open/<str:token>/", home.open_link, name="home-open"),
    path("passphrase/", home.passphrase_set, name="passphrase-set"),
    path("passphrase/not-now/", home.passphrase_not_now, name="passphrase-not-now"),
    # /account/ - how somebody signs in, and where they are signed in (the rest is in cmlguide.urls)
    path("account/", account.account, name="account"),
    path("account/sessions/", account.session_list, name="account-sessions"),
    path("account/sessions/<int:pk>/end/", account.session_end, name="session-end"),
    path("account/seen/", account.events_seen, name="account-seen"),
    path("account/stay/", kept.stay, name="account-stay"),
    path("account/kept/", kept.kept, name="account-kept"),
    path("account/file/<slug:file>/", own_data.export_ready, name="export-ready"),
    path("account/sessions/end/", account.session_end_all, name="session-end-all"),
    path("account/leave/", kept.leave, name="account-leave"),
]
