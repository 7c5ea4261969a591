"""Stage `evaluate`: measure the model on the held-out rows."""

from __future__ import annotations

import json
from pathlib import Path

import joblib
import numpy as np
import pandas as pd
import xgboost as xgb
from sklearn.metrics import average_precision_score, roc_auc_score

from fraud.config import load_params
from fraud.train import split

METRICS_PATH = Path("reports/metrics.json")


def alert_quality(labels: np.ndarray, scores: np.ndarray, share: float) -> dict[str, float]:
    """Precision and recall when the top `share` of the scores raises an alert."""
    count = max(1, round(len(scores) * share))
    alerted = np.argsort(-scores, kind="stable")[:count]
    hits = labels[alerted].sum()
    return {
        "alert_precision": float(hits / count),
        "alert_recall": float(hits / max(1, labels.sum())),
        "alert_threshold": float(scores[alerted[-1]]),
    }


def main() -> None:
    params = load_params()
    table = pd.read_csv(params["data"]["features"])
    _, test_rows = split(table, params["train"])
    bundle = joblib.load(params["model"]["path"])
    booster = xgb.Booster()
    booster.load_model(bytearray(bundle["booster"]))

    labels = test_rows[params["train"]["target"]].to_numpy()
    scores = booster.predict(xgb.DMatrix(test_rows[bundle["columns"]]))
    metrics = {
        "rows": len(test_rows),
        "average_precision": float(average_precision_score(labels, scores)),
        "roc_auc": float(roc_auc_score(labels, scores)),
        **alert_quality(labels, scores, params["evaluate"]["alert_share"]),
    }
    METRICS_PATH.parent.mkdir(exist_ok=True)
    METRICS_PATH.write_text(
        json.dumps({name: round(value, 4) for name, value in metrics.items()}, indent=2) + "\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
