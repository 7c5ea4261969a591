"""Loads the fraud model and scores one transaction."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any

import joblib
import mlflow
import pandas as pd
import xgboost as xgb

from fraud.features import build_features

MODEL_URI = os.environ["MODEL_URI"]
FALLBACK_MODEL_PATH = os.getenv("FALLBACK_MODEL_PATH", "models/fraud_model.joblib")

log = logging.getLogger(__name__)


def read_bundle(path: Path) -> dict[str, Any]:
    if path.is_dir():
        path = next(path.glob("*.joblib"))
    return joblib.load(path)


class FraudModel:
    """A booster with the feature columns that it was trained on."""

    def __init__(self, bundle: dict[str, Any], origin: str) -> None:
        self.origin = origin
        self.columns: list[str] = bundle["columns"]
        self.booster = xgb.Booster()
        self.booster.load_model(bytearray(bundle["booster"]))

    @classmethod
    def load(cls) -> FraudModel:
        """From the registry; from the image when the registry does not answer."""
        try:
            path = Path(mlflow.artifacts.download_artifacts(artifact_uri=MODEL_URI))
            return cls(read_bundle(path), MODEL_URI)
        except (OSError, mlflow.MlflowException) as error:
            log.warning("cannot load %s (%s), using %s", MODEL_URI, error, FALLBACK_MODEL_PATH)
            return cls(read_bundle(Path(FALLBACK_MODEL_PATH)), FALLBACK_MODEL_PATH)

    def score(self, transaction: dict[str, Any]) -> float:
        """Probability of fraud, 0 to 1."""
        features = build_features(pd.DataFrame([transaction]))
        return float(self.booster.predict(xgb.DMatrix(features[self.columns]))[0])
