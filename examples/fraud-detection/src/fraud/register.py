"""Register the model of the latest run and point an alias at it."""

from __future__ import annotations

import argparse
import os

import mlflow
from mlflow import MlflowClient
from mlflow.exceptions import MlflowException

from fraud.config import load_params


def register_latest(alias: str) -> str:
    """Returns the new version of the registered model."""
    model = load_params()["model"]
    client = MlflowClient()
    experiment = client.get_experiment_by_name(model["experiment"])
    if experiment is None:
        raise LookupError(f"no experiment named {model['experiment']}; train first")
    runs = client.search_runs(
        [experiment.experiment_id], order_by=["attributes.start_time DESC"], max_results=1
    )
    if not runs:
        raise LookupError(f"no run in {model['experiment']}; train first")
    run = runs[0]
    try:
        client.create_registered_model("fraud-model")
    except MlflowException as error:
        if error.error_code != "RESOURCE_ALREADY_EXISTS":
            raise
    version = client.create_model_version(
        name="fraud-model", source=f"{run.info.artifact_uri}/model", run_id=run.info.run_id
    )
    client.set_registered_model_alias("fraud-model", alias, version.version)
    return version.version


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--alias", default="candidate", choices=("candidate", "champion"))
    arguments = parser.parse_args()
    mlflow.set_tracking_uri(os.getenv("MLFLOW_TRACKING_URI", "sqlite:///mlflow.db"))
    version = register_latest(arguments.alias)
    print(f"fraud-model version {version} is now {arguments.alias}")


if __name__ == "__main__":
    main()
