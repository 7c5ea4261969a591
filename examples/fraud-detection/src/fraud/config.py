"""Parameters of the pipeline, read from config/params.yaml."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

import yaml

PARAMS_PATH = Path(os.getenv("FRAUD_PARAMS", "config/params.yaml"))


@cache
def load_params() -> dict[str, Any]:
    """The parsed parameter file; paths in it are relative to the repository root."""
    with PARAMS_PATH.open(encoding="utf-8") as file:
        return yaml.safe_load(file)
