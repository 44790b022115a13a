"""An Assessment as one plain figure that the SVG, plotly, the words and the table all show.

`timeline_figure` draws it for one width; `chart_data` is what it shows in dates and percents.
"""

from cmlguide.web.chart.data.timeline import chart_data
from cmlguide.web.chart.data.values import ChartData, Figure
from cmlguide.web.chart.timeline.drawing import draw_timeline, timeline_figure

__all__ = ["ChartData", "Figure", "chart_data", "draw_timeline", "timeline_figure"]
