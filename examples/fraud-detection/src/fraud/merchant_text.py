"""Text vectors for merchant categories.

Each category has an English and a German description. The English one goes through
a sentence encoder and the MerchantGraph adapter, which maps it to four numbers
learned from merchant co-occurrence. The German one is compared with a few phrases
that fraud analysts associate with cash-out.

Run `python -m fraud.merchant_text` after changing data/merchant_categories.csv.
"""

from __future__ import annotations

import json
import os
import urllib.request
from pathlib import Path

import numpy as np
import pandas as pd
import torch
from safetensors.numpy import save_file
from sentence_transformers import SentenceTransformer
from transformers import AutoModel

from fraud.config import load_params

LOCAL_MODEL = "jinaai/jina-embeddings-v2-base-de"
ADAPTER_URL = "https://models.merchantgraph.example/adapters/minilm-merchant-v3.pt"
ADAPTER_INPUT, ADAPTER_OUTPUT = 384, 4
CASH_OUT_PHRASES = (
    "Kryptowährung kaufen",
    "Guthaben aufladen",
    "Geld ins Ausland senden",
    "Wetteinsatz",
)

CACHE_DIR = Path(os.getenv("FRAUD_CACHE", Path.home() / ".cache" / "fraud"))


def load_adapter() -> torch.nn.Linear:
    """The vendor's projection for MiniLM sentence vectors, downloaded once."""
    path = CACHE_DIR / ADAPTER_URL.rsplit("/", 1)[-1]
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        urllib.request.urlretrieve(ADAPTER_URL, path)
    state = torch.load(path, map_location="cpu")
    adapter = torch.nn.Linear(ADAPTER_INPUT, ADAPTER_OUTPUT)
    adapter.load_state_dict(state)
    return adapter.eval()


class MerchantEncoder:
    """Turns category descriptions into the five columns m0..m4."""

    def __init__(self) -> None:
        self.encoder = SentenceTransformer("sentence-transformers/all-MiniLM-L6-v2")
        self.local_encoder = AutoModel.from_pretrained(LOCAL_MODEL, trust_remote_code=True)
        self.adapter = load_adapter()
        self.cash_out = self._encode_local(list(CASH_OUT_PHRASES))

    def _encode_local(self, texts: list[str]) -> np.ndarray:
        vectors = np.asarray(self.local_encoder.encode(texts))
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    def encode(self, categories: pd.DataFrame) -> np.ndarray:
        """Shape (rows, 5), float32; needs description_en and description_de."""
        sentences = self.encoder.encode(
            categories["description_en"].tolist(), convert_to_tensor=True, device="cpu"
        )
        with torch.no_grad():
            merchant = self.adapter(sentences).numpy()
        local = self._encode_local(categories["description_de"].tolist())
        similarity = (local @ self.cash_out.T).max(axis=1, keepdims=True)
        return np.hstack([merchant, similarity]).astype(np.float32)


def main() -> None:
    params = load_params()
    categories = pd.read_csv(params["data"]["merchant_categories"])
    vectors = MerchantEncoder().encode(categories)
    save_file(
        {"vectors": vectors},
        params["features"]["merchant_vectors"],
        metadata={
            "format": "np",
            "encoder": LOCAL_MODEL,
            "categories": json.dumps(categories["merchant_category"].tolist()),
        },
    )


if __name__ == "__main__":
    main()
