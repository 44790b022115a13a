from pathlib import Path

from django.contrib.staticfiles import finders

from cmlguide.web.frame.static_finders import PLOTLY_SCRIPT, PlotlyFinder


def test_plotlys_script_is_found_alone():
    finder = PlotlyFinder()

    assert Path(finder.find(PLOTLY_SCRIPT)).name == "plotly.min.js"
    assert finder.find("plotly/widgetbundle.js") == []
    assert finder.find("plotly/widgetbundle.js", find_all=True) == []
    assert finder.find(PLOTLY_SCRIPT, find_all=True) == [finder.find(PLOTLY_SCRIPT)]
    assert [name for name, storage in finder.list([])] == ["plotly.min.js"]
    assert finder.check() == []


def test_plotlys_script_is_found_by_its_static_address():
    assert finders.find(PLOTLY_SCRIPT) == PlotlyFinder().find(PLOTLY_SCRIPT)
    assert finders.find("plotly/widgetbundle.js") is None
