"""Tools of the analyst agent."""

from __future__ import annotations

import csv
import json
import os
import subprocess
from pathlib import Path

import httpx
from agents import function_tool

CASE_NOTES = Path(os.getenv("CASE_NOTES", "data/case_notes.jsonl"))
TRANSACTIONS = Path(os.getenv("TRANSACTIONS", "data/transactions.csv"))
WORKSPACE = Path(os.getenv("CASE_WORKSPACE", "/var/lib/analyst/workspace"))
REPORT_URL = os.getenv("REPORT_URL", "https://cases.northquay.example/api/reports")
REPORT_TEAMS = ("disputes", "fraud-level-2", "model-team")


def read_cases() -> list[dict[str, str]]:
    with CASE_NOTES.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


@function_tool
def lookup_case(case_id: str) -> str:
    """Return a case with its note, the customer and the disputed transaction.

    Args:
        case_id: Identifier such as C-2026-04117.
    """
    for case in read_cases():
        if case["case_id"] == case_id:
            return json.dumps(case, ensure_ascii=False)
    return f"no case {case_id}"


@function_tool
def search_transactions(
    transaction_id: str | None = None,
    merchant_category: str | None = None,
    min_amount: float = 0.0,
    limit: int = 20,
) -> str:
    """Search card transactions; all given conditions must hold.

    Args:
        transaction_id: Exact transaction identifier.
        merchant_category: Category such as electronics.
        min_amount: Smallest amount in the transaction's currency.
        limit: At most this many rows, never more than 100.
    """
    found = []
    with TRANSACTIONS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if transaction_id and row["transaction_id"] != transaction_id:
                continue
            if merchant_category and row["merchant_category"] != merchant_category:
                continue
            if float(row["amount"]) >= min_amount:
                found.append(row)
    return json.dumps(found[: min(limit, 100)])


@function_tool
def run_shell(command: str) -> str:
    """Run a shell command in the case workspace, for grep, awk and the export scripts.

    Args:
        command: The command line.
    """
    completed = subprocess.run(command, shell=True, cwd=WORKSPACE, capture_output=True, text=True, timeout=60)
    return (completed.stdout + completed.stderr)[-8000:]


@function_tool
def send_report(case_id: str, team: str, summary: str) -> str:
    """Send the finished report of a case to an internal team.

    Args:
        case_id: Identifier of the case.
        team: One of disputes, fraud-level-2, model-team.
        summary: The report, at most 400 words.
    """
    if team not in REPORT_TEAMS:
        return f"unknown team, choose one of {', '.join(REPORT_TEAMS)}"
    response = httpx.post(
        REPORT_URL,
        json={"case_id": case_id, "team": team, "summary": summary},
        headers={"Authorization": f"Bearer {os.environ['REPORT_TOKEN']}"},
        timeout=10,
    )
    response.raise_for_status()
    return f"report {response.json()['id']} sent to {team}"
