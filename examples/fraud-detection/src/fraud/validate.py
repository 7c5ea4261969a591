"""Stage `validate`: does the table have the shape that the features expect?"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pandas as pd

from fraud.config import load_params

REPORT_PATH = Path("reports/validation.json")

REQUIRED_COLUMNS = (
    "transaction_id",
    "timestamp",
    "amount",
    "currency",
    "merchant_category",
    "country",
    "card_present",
    "device_age_days",
    "source",
    "is_fraud",
)


def find_problems(transactions: pd.DataFrame) -> list[str]:
    """One sentence per violated expectation, empty when the table is usable."""
    missing = [name for name in REQUIRED_COLUMNS if name not in transactions.columns]
    if missing:
        return [f"missing columns: {', '.join(missing)}"]

    params = load_params()
    problems = []
    if transactions[list(REQUIRED_COLUMNS)].isna().any().any():
        problems.append("empty cells")
    if transactions["transaction_id"].duplicated().any():
        problems.append("transaction_id is not unique")
    if (transactions["amount"] <= 0).any():
        problems.append("amount must be positive")
    if (transactions["device_age_days"] < 0).any():
        problems.append("device_age_days must not be negative")
    for column in ("card_present", "is_fraud"):
        if not transactions[column].isin((0, 1)).all():
            problems.append(f"{column} must be 0 or 1")
    for column, allowed in (
        ("currency", set(params["features"]["units_per_euro"])),
        ("source", set(params["feeds"]["sources"])),
    ):
        unknown = sorted(set(transactions[column].dropna()) - allowed)
        if unknown:
            problems.append(f"unknown {column}: {', '.join(unknown)}")
    return problems


def main() -> int:
    transactions = pd.read_csv(load_params()["data"]["transactions"])
    problems = find_problems(transactions)
    REPORT_PATH.parent.mkdir(exist_ok=True)
    REPORT_PATH.write_text(
        json.dumps({"rows": len(transactions), "problems": problems}, indent=2) + "\n",
        encoding="utf-8",
    )
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
