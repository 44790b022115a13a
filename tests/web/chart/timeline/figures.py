"""A figure of a case, and the shapes on it by their kind."""

from cmlguide.web.chart.data.timeline import chart_data
from cmlguide.web.chart.drawing.shapes import Line, Mark, Rect, Text
from cmlguide.web.chart.timeline.drawing import timeline_figure
from tests.web.chart.cases import assessed


def figure_of(case, width="wide", scale="log"):
    return timeline_figure(assessed(case), case, width=width, scale=scale)


def data_of(case):
    return chart_data(assessed(case), case)


def texts(figure, *kinds):
    return [shape.content for shape in figure.shapes if isinstance(shape, Text) and shape.kind in kinds]


def marks(figure, kind):
    return [shape for shape in figure.shapes if isinstance(shape, Mark) and shape.kind == kind]


def lines(figure, kind):
    return [shape for shape in figure.shapes if isinstance(shape, Line) and shape.kind == kind]


def rects(figure, kind):
    return [shape for shape in figure.shapes if isinstance(shape, Rect) and shape.kind == kind]
