"""Write models/merchant_vectors.safetensors without any download.

`python -m fraud.merchant_text` is the real way to make this file; it fetches two
text models and an adapter. This script fills the same layout with values derived
from a hash of the description, so that the pipeline runs on a machine without
network. The header is written by hand: eight bytes of length, JSON, then data.
"""

from __future__ import annotations

import csv
import hashlib
import json
import struct
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "data" / "merchant_categories.csv"
TARGET = ROOT / "models" / "merchant_vectors.safetensors"
DIMENSIONS = 5


def unit_values(text: str, count: int) -> list[float]:
    """Repeatable values in [-1, 1), one per four bytes of a SHA-512 digest."""
    digest = hashlib.sha512(text.encode("utf-8")).digest()
    words = struct.unpack(f">{count}I", digest[: 4 * count])
    return [word / 2**31 - 1 for word in words]


def main() -> None:
    with SOURCE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    data = b"".join(
        struct.pack(f"<{DIMENSIONS}f", *unit_values(row["description_en"], DIMENSIONS)) for row in rows
    )
    header = {
        "__metadata__": {
            "format": "np",
            "encoder": "demo-hash",
            "categories": json.dumps([row["merchant_category"] for row in rows]),
        },
        "vectors": {
            "dtype": "F32",
            "shape": [len(rows), DIMENSIONS],
            "data_offsets": [0, len(data)],
        },
    }
    encoded = json.dumps(header, separators=(",", ":")).encode("utf-8")
    encoded += b" " * (-len(encoded) % 8)
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(struct.pack("<Q", len(encoded)) + encoded + data)
    print(f"{TARGET.relative_to(ROOT)}: {len(rows)} vectors of {DIMENSIONS}")


if __name__ == "__main__":
    main()
