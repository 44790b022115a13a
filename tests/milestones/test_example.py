"""The example of the command's contract: the record, the command, and every value of its answer."""

import json

from milestones.command import main

PERSON = {
    "transcript": "typical",
    "goal": "unset",
    "guideline": "eln-2020",
    "phase": "chronic",
    "diagnosed_on": "2025-08-29",
    "born_year": None,
    "transplant_on": None,
    "planned_test_on": None,
}
IMATINIB = {
    "medicine": "imatinib",
    "dose": "400 mg once a day",
    "started_on": "2025-09-08",
    "stopped_on": None,
    "stop_reason": None,
    "keep_clock": None,
    "tki": None,
}
VALUES = {
    "2025-08-29": "62",
    "2025-12-04": "7.1",
    "2026-03-10": "0.84",
    "2026-06-09": "0.21",
    "2026-09-07": "0.074",
    "2026-11-12": "0.11",
}
RECORD = {
    "format": "cmlguide-record",
    "version": 1,
    "person": PERSON,
    "treatments": [IMATINIB],
    "results": [
        {
            "collected_on": day,
            "kind": "value",
            "value": value,
            "unit": "percent_is",
            "baseline": value == "62",
        }
        for day, value in VALUES.items()
    ],
}


def result(day, mr, level, line, months, row, at_checkpoint, category, severity, reason=None):
    return {
        "collected_on": day,
        "low": VALUES[day],
        "high": VALUES[day],
        "mr": mr,
        "detected": True,
        "level": level,
        "line": line,
        "months": months,
        "row": row,
        "at_checkpoint": at_checkpoint,
        "category": category,
        "severity": severity,
        "reason": reason,
    }


RESULTS = [
    result("2025-08-29", "0.21", "none", None, None, None, False, None, "none", "before_treatment"),
    result("2025-12-04", "1.15", "emr", 1, "2.86", "3 months", True, "optimal", "on_track"),
    result("2026-03-10", "2.08", "mr2", 1, "6.01", "6 months", True, "optimal", "on_track"),
    result("2026-06-09", "2.68", "mr2", 1, "9.00", "6 months", False, "optimal", "on_track"),
    result("2026-09-07", "3.13", "mmr", 1, "11.96", "12 months", True, "optimal", "on_track"),
    result("2026-11-12", "2.96", "mr2", 1, "14.13", "any time", False, "warning", "discuss"),
]
FINDINGS = [
    {
        "code": "mmr_lost",
        "severity": "discuss",
        "result": "2026-11-12",
        "compared_with": "2026-09-07",
        "fold": "1.49",
        "since": "2026-11-12",
        "still_rising": True,
    },
    {
        "code": "within_wobble",
        "severity": "steady",
        "result": "2026-11-12",
        "compared_with": "2026-09-07",
        "fold": "1.49",
        "since": "2026-09-07",
        "still_rising": True,
    },
]


def fact(code, needs, has, met):
    return {"code": code, "needs": needs, "has": has, "met": met}


NCCN_FACTS = [
    fact("age", "18", None, None),
    fact("phase", "chronic", "chronic", True),
    fact("transcript", "typical", "typical", True),
    fact("tki_years", "3", "1.2", False),
    fact("mr4_years", "2", "0.0", False),
    fact("sees_mr4.5", "0.0032", None, None),
]
ELN_FACTS = [
    fact("phase", "chronic", "chronic", True),
    fact("scale", "percent_is", "percent_is", True),
    fact("line", "1", "1", True),
    fact("transcript", "typical", "typical", True),
    fact("tki_years", "5", "1.2", False),
    fact("mr4_years", "2", "0.0", False),
    fact("no_failure", "0", "0", True),
    fact("optimal", "5, 3 or 2", "1.2, 0.0, 0.0", False),
]
ANSWER = {
    "guideline": "eln-2020",
    "today": "2026-11-22",
    "now": {"severity": "discuss", "because": ["result", "mmr_lost"]},
    "results": RESULTS,
    "checkpoints": [
        {"month": 3, "status": "met", "result": "2025-12-04"},
        {"month": 6, "status": "met", "result": "2026-03-10"},
        {"month": 12, "status": "met", "result": "2026-09-07"},
    ],
    "trend": {"severity": "discuss", "pattern": None, "findings": FINDINGS},
    "counts": None,
    "reasons": [],
    "lowest": {"collected_on": "2026-09-07", "high": "0.074"},
    "baseline": {"collected_on": "2025-08-29", "value": "62", "times_less": "564"},
    "deep_response": {
        "since": None,
        "months": None,
        "tests": 0,
        "longest_gap_days": None,
        "not_counted": [],
    },
    "next_test": {"from": "2026-12-12", "by": "2027-02-12", "overdue": False, "why": "discuss"},
    "other_guidelines": [{"guideline": "nccn-2024", "category": "light green", "severity": "on_track"}],
    "notes": ["newer_guideline_exists"],
    "left_out": [],
    "time_without_treatment": {"nccn-2020": NCCN_FACTS, "eln-2020": ELN_FACTS},
}
FIRST_PROMPT = {"code": "repeat_test", "because": ["mmr_lost"], "result": "2026-11-12"}


def test_the_example_answers_with_every_value_of_the_contract(tmp_path, capsys):
    file = tmp_path / "record.json"
    file.write_text(json.dumps(RECORD))

    status = main([str(file), "--today", "2026-11-22"])

    out, err = capsys.readouterr()
    assert (status, err) == (0, "")
    answer = json.loads(out)
    prompts = answer.pop("prompts")
    assert answer == ANSWER
    assert prompts[0] == FIRST_PROMPT
