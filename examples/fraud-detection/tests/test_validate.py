from pathlib import Path

import pandas as pd
import pytest

from fraud.validate import find_problems

SAMPLE = Path(__file__).parent / "fixtures" / "transactions_sample.csv"


@pytest.fixture
def transactions() -> pd.DataFrame:
    return pd.read_csv(SAMPLE)


def test_a_good_table_has_no_problems(transactions: pd.DataFrame) -> None:
    assert find_problems(transactions) == []


@pytest.mark.parametrize(
    ("column", "value", "problem"),
    [
        ("amount", -5.0, "amount must be positive"),
        ("is_fraud", 2, "is_fraud must be 0 or 1"),
        ("source", "partner-feed-c", "unknown source: partner-feed-c"),
        ("transaction_id", "T1", "transaction_id is not unique"),
    ],
)
def test_problems(transactions: pd.DataFrame, column: str, value: object, problem: str) -> None:
    transactions.loc[1, column] = value
    assert find_problems(transactions) == [problem]


def test_missing_columns(transactions: pd.DataFrame) -> None:
    assert find_problems(transactions.drop(columns="country")) == ["missing columns: country"]
