"""Stage `featurize`, and the same features for one transaction at scoring time."""

from __future__ import annotations

import json
from functools import cache

import numpy as np
import pandas as pd
from safetensors import safe_open

from fraud.config import load_params

MERCHANT_COLUMNS = [f"m{index}" for index in range(5)]
FEATURE_COLUMNS = [
    "log_euros",
    "hour",
    "is_night",
    "is_weekend",
    "card_present",
    "log_device_age",
    "is_abroad",
    *MERCHANT_COLUMNS,
]


@cache
def merchant_vectors() -> dict[str, np.ndarray]:
    """Category to vector, from the file that fraud.merchant_text writes."""
    with safe_open(load_params()["features"]["merchant_vectors"], framework="np") as file:
        categories = json.loads(file.metadata()["categories"])
        return dict(zip(categories, file.get_tensor("vectors"), strict=True))


@cache
def encode_category(category: str) -> np.ndarray:
    """Vector of one category; the encoder is loaded only for one that is not in the file."""
    known = merchant_vectors().get(category)
    if known is not None:
        return known
    from fraud.merchant_text import MerchantEncoder

    readable = category.replace("_", " ")
    description = pd.DataFrame({"description_en": [readable], "description_de": [readable]})
    return MerchantEncoder().encode(description)[0]


def build_features(transactions: pd.DataFrame) -> pd.DataFrame:
    """The columns of FEATURE_COLUMNS, one row per transaction, same index."""
    params = load_params()["features"]
    moment = pd.to_datetime(transactions["timestamp"], utc=True)
    rates = transactions["currency"].map(params["units_per_euro"])
    merchant = np.vstack([encode_category(name) for name in transactions["merchant_category"]])
    features = pd.DataFrame(
        {
            "log_euros": np.log1p(transactions["amount"] / rates),
            "hour": moment.dt.hour,
            "is_night": (moment.dt.hour < params["night_ends_at"]).astype(int),
            "is_weekend": (moment.dt.day_of_week >= 5).astype(int),
            "card_present": transactions["card_present"].astype(int),
            "log_device_age": np.log1p(transactions["device_age_days"]),
            "is_abroad": (~transactions["country"].isin(params["home_countries"])).astype(int),
        },
        index=transactions.index,
    )
    features[MERCHANT_COLUMNS] = merchant
    return features[FEATURE_COLUMNS]


def main() -> None:
    params = load_params()
    transactions = pd.read_csv(params["data"]["transactions"])
    table = build_features(transactions).round(6)
    table.insert(0, "transaction_id", transactions["transaction_id"])
    table[params["train"]["target"]] = transactions[params["train"]["target"]]
    table.to_csv(params["data"]["features"], index=False, lineterminator="\n")


if __name__ == "__main__":
    main()
