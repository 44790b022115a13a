"""What the one door lets through, whoever asks."""

import pytest
from django.urls import reverse

from cmlguide.web.frame.roles import FILES

pytestmark = pytest.mark.django_db
IN_EVERY_RECORD = sorted(FILES - {"import-letter", "account-export", "mfa_download_recovery_codes"})


@pytest.mark.parametrize("name", IN_EVERY_RECORD)
@pytest.mark.parametrize(
    ("began", "status"), [("same-origin", 200), ("none", 200), ("cross-site", 403), ("same-site", 403)]
)
def test_no_other_site_has_a_file_made(signed_in, name, began, status):
    """ASVS 3.5.3. `same-site` is another port of localhost; `none` an address that was typed or kept."""
    answer = signed_in.get(reverse(name), headers={"Sec-Fetch-Site": began})

    assert answer.status_code == status
    assert ("Content-Disposition" in answer.headers) is (status == 200)


def test_browser_that_says_nothing_of_it_is_served(signed_in):
    assert signed_in.get(reverse("export-csv")).status_code == 200


def test_page_may_be_linked_from_anywhere(signed_in):
    assert signed_in.get("/more/", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200
