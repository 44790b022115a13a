from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.management import call_command

from cmlguide.web.frame.static_finders import PLOTLY_SCRIPT, PlotlyFinder


def test_plotlys_script_is_found_alone():
    finder = PlotlyFinder()

    assert Path(finder.find(PLOTLY_SCRIPT)).name == "plotly.min.js"
    assert finder.find("plotly/widgetbundle.js") is None
    assert finder.find("plotly/widgetbundle.js", find_all=True) == []
    assert finder.find(PLOTLY_SCRIPT, find_all=True) == [finder.find(PLOTLY_SCRIPT)]
    assert [name for name, storage in finder.list([])] == ["plotly.min.js"]
    assert finder.check() == []


def test_plotlys_script_is_found_by_its_static_address():
    assert finders.find(PLOTLY_SCRIPT) == PlotlyFinder().find(PLOTLY_SCRIPT)


def test_all_static_files_can_be_served_under_hashed_names(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }

    call_command("collectstatic", interactive=False, verbosity=0)

    assert len(list((tmp_path / "plotly").glob("plotly.min.*.js"))) == 1
    assert (tmp_path / "staticfiles.json").is_file()
