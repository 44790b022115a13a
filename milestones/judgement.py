"""The results of a history, judged one by one and read as a series: the basis of every answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from milestones.guideline import Guideline
from milestones.history import History, Result
from milestones.lines import Course, build_course
from milestones.patterns import loosest_target
from milestones.series import Test, tests_on_scale
from milestones.trends import Reading, read_series
from milestones.verdicts import JudgedResult, Setting, comparable_results, ease, judge_results, make_setting


@dataclass(frozen=True)
class Judgement:
    """Every result with its verdict, the tests on the International Scale, and their trend (None without
    any)."""

    setting: Setting
    judged: tuple[JudgedResult, ...]
    tests: tuple[Test, ...]
    reading: Reading | None

    @property
    def course(self) -> Course:
        """The lines of treatment."""
        return self.setting.course


def judge_history(history: History, guideline: Guideline, results: Sequence[Result]) -> Judgement:
    """The judgement of `results` (by date), using the lines and the facts about the person in the history."""
    course = build_course(history.treatments, comparable_results(history))
    setting = make_setting(history, course, guideline)
    judged = judge_results(results, setting)
    tests = tests_on_scale(judged, course)
    reading = read_series(tests, course, mark=loosest_target(setting))
    if reading is None or not reading.steady_on:
        return Judgement(setting, judged, tests, reading)
    eased = (ease(row) if row.collected_on in reading.steady_on else row for row in judged)
    return Judgement(setting, tuple(eased), tests, reading)
