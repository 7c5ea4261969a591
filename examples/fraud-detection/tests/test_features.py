from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from fraud.features import FEATURE_COLUMNS, build_features

SAMPLE = Path(__file__).parent / "fixtures" / "transactions_sample.csv"


@pytest.fixture
def features() -> pd.DataFrame:
    return build_features(pd.read_csv(SAMPLE))


def test_columns_and_rows(features: pd.DataFrame) -> None:
    assert list(features.columns) == FEATURE_COLUMNS
    assert len(features) == 4
    assert np.isfinite(features.to_numpy(dtype=float)).all()


def test_amounts_are_compared_in_euros(features: pd.DataFrame) -> None:
    assert features["log_euros"].iloc[2] == pytest.approx(np.log1p(62.40 / 0.94))
    assert features["log_euros"].iloc[3] == pytest.approx(np.log1p(100.0))


def test_time_and_place(features: pd.DataFrame) -> None:
    assert features["is_night"].tolist() == [0, 1, 0, 0]
    assert features["is_weekend"].tolist() == [0, 0, 1, 1]
    assert features["is_abroad"].tolist() == [0, 0, 1, 1]
