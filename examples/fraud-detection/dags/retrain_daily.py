"""Retrains the fraud model every night on the newest partner transactions."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pandas as pd
from airflow.providers.amazon.aws.hooks.s3 import S3Hook
from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG, task

FEED_BUCKET = "bank-feeds"
FEED_PREFIXES = {
    "partner-feed-a": "transactions/partner-feed-a/",
    "partner-feed-b": "transactions/partner-feed-b/",
}
REPOSITORY = Path("/opt/fraud-detection")
INCOMING = REPOSITORY / "data" / "incoming"
TRANSACTIONS = REPOSITORY / "data" / "transactions.csv"

with DAG(
    dag_id="retrain_daily",
    description="Pull partner feeds, retrain, register and deploy the fraud model",
    schedule="30 2 * * *",
    start_date=datetime(2026, 3, 1),
    catchup=False,
    max_active_runs=1,
    default_args={"owner": "fraud-ml", "retries": 2, "retry_delay": timedelta(minutes=10)},
    tags=["fraud", "training"],
) as dag:

    @task
    def pull_partner_feeds(ds: str | None = None) -> dict[str, list[str]]:
        """Download the day's partner exports from s3://bank-feeds."""
        hook = S3Hook(aws_conn_id="aws_fraud")
        INCOMING.mkdir(parents=True, exist_ok=True)
        files: dict[str, list[str]] = {}
        for source, prefix in FEED_PREFIXES.items():
            keys = hook.list_keys(bucket_name=FEED_BUCKET, prefix=f"{prefix}{ds}")
            files[source] = [
                hook.download_file(key=key, bucket_name=FEED_BUCKET, local_path=str(INCOMING))
                for key in keys or []
            ]
        return files

    @task
    def append_to_training_set(files: dict[str, list[str]]) -> int:
        """Add the new rows to data/transactions.csv; returns how many."""
        known = pd.read_csv(TRANSACTIONS)
        new = [pd.read_csv(path).assign(source=source) for source, paths in files.items() for path in paths]
        merged = pd.concat([known, *new], ignore_index=True)
        merged = merged.drop_duplicates("transaction_id", keep="last")
        merged.to_csv(TRANSACTIONS, index=False)
        return len(merged) - len(known)

    featurize = BashOperator(
        task_id="featurize", bash_command="python -m fraud.features", cwd=str(REPOSITORY)
    )
    train = BashOperator(task_id="train", bash_command="python -m fraud.train", cwd=str(REPOSITORY))
    register = BashOperator(
        task_id="register",
        bash_command="python -m fraud.register --alias champion",
        cwd=str(REPOSITORY),
    )
    deploy = BashOperator(
        task_id="deploy",
        bash_command=(
            "aws ecs update-service --cluster fraud --service fraud-scoring --force-new-deployment"
        ),
    )

    append_to_training_set(pull_partner_feeds()) >> featurize >> train >> register >> deploy
