"""Stage `fetch`: collect the transaction feeds from S3 into one table."""

from __future__ import annotations

import io
import logging

import boto3
import pandas as pd

from fraud.config import load_params

log = logging.getLogger(__name__)


def latest_key(s3, bucket: str, prefix: str) -> str:
    """The newest export under a prefix; exports are named by date."""
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
    keys = [item["Key"] for page in pages for item in page.get("Contents", [])]
    exports = sorted(key for key in keys if key.endswith(".csv"))
    if not exports:
        raise FileNotFoundError(f"no export under s3://{bucket}/{prefix}")
    return exports[-1]


def fetch_feeds() -> pd.DataFrame:
    feeds = load_params()["feeds"]
    s3 = boto3.client("s3")
    frames = []
    for source in feeds["sources"]:
        key = latest_key(s3, feeds["bucket"], f"{feeds['prefix']}{source}/")
        body = s3.get_object(Bucket=feeds["bucket"], Key=key)["Body"].read()
        frame = pd.read_csv(io.BytesIO(body)).assign(source=source)
        log.info("%s: %d rows from %s", source, len(frame), key)
        frames.append(frame)
    return pd.concat(frames, ignore_index=True).sort_values(["timestamp", "transaction_id"])


def main() -> None:
    logging.basicConfig(level=logging.INFO)
    target = load_params()["data"]["transactions"]
    transactions = fetch_feeds()
    transactions.to_csv(target, index=False)
    log.info("wrote %d rows to %s", len(transactions), target)


if __name__ == "__main__":
    main()
