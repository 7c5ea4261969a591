"""Stage `train`: fit the gradient-boosted fraud model and log the run to MLflow."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import joblib
import mlflow
import pandas as pd
import xgboost as xgb
from sklearn.model_selection import train_test_split

from fraud.config import load_params
from fraud.features import FEATURE_COLUMNS


def split(table: pd.DataFrame, params: dict[str, Any]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The stratified split that train and evaluate share."""
    return train_test_split(
        table,
        test_size=params["test_share"],
        random_state=params["seed"],
        stratify=table[params["target"]],
    )


def fit(train_rows: pd.DataFrame, params: dict[str, Any]) -> xgb.Booster:
    target = train_rows[params["target"]]
    matrix = xgb.DMatrix(train_rows[FEATURE_COLUMNS], label=target)
    settings = {
        "objective": "binary:logistic",
        "eval_metric": "aucpr",
        "max_depth": params["max_depth"],
        "learning_rate": params["learning_rate"],
        "subsample": params["subsample"],
        "min_child_weight": params["min_child_weight"],
        "seed": params["seed"],
        "nthread": 1,
    }
    return xgb.train(settings, matrix, num_boost_round=params["rounds"])


def main() -> None:
    params = load_params()
    mlflow.set_tracking_uri(os.getenv("MLFLOW_TRACKING_URI", "sqlite:///mlflow.db"))
    mlflow.set_experiment(params["model"]["experiment"])

    table = pd.read_csv(params["data"]["features"])
    train_rows, _ = split(table, params["train"])

    with mlflow.start_run() as run:
        mlflow.log_params(params["train"])
        dataset = mlflow.data.from_pandas(
            train_rows, source=params["data"]["transactions"], name="transactions"
        )
        mlflow.log_input(dataset, context="training")
        booster = fit(train_rows, params["train"])

        path = Path(params["model"]["path"])
        path.parent.mkdir(exist_ok=True)
        bundle = {
            "name": params["model"]["name"],
            "columns": FEATURE_COLUMNS,
            "booster": bytes(booster.save_raw(raw_format="ubj")),
        }
        joblib.dump(bundle, path)
        mlflow.log_artifact(str(path), artifact_path="model")
        print(f"run {run.info.run_id}: {len(train_rows)} rows, model at {path}")


if __name__ == "__main__":
    main()
