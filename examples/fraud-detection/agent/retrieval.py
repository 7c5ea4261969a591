"""Search over the fraud team's policies, kept as vectors in Qdrant.

`python -m agent.retrieval` rebuilds the collection from docs/policies.
"""

from __future__ import annotations

import os
import uuid
from pathlib import Path

from qdrant_client import QdrantClient, models
from sentence_transformers import SentenceTransformer

POLICY_DIR = Path("docs/policies")
COLLECTION = "fraud-policies"
EMBEDDING_MODEL = "BAAI/bge-small-en-v1.5"
EMBEDDING_REVISION = "5c38ec7c405ec4b44b94cc5a9bb96e735b38267a"
DIMENSIONS = 384
QUERY_PREFIX = "Represent this sentence for searching relevant passages: "


def split_paragraphs(text: str) -> list[str]:
    """Paragraphs with the heading they stand under."""
    heading, passages = "", []
    for block in text.split("\n\n"):
        block = block.strip()
        if block.startswith("#"):
            heading = block.lstrip("# ")
        elif block:
            passages.append(f"{heading}: {block}")
    return passages


class PolicyRetriever:
    def __init__(self) -> None:
        self.client = QdrantClient(url=os.getenv("QDRANT_URL", "http://qdrant:6333"))
        self.encoder = SentenceTransformer(EMBEDDING_MODEL, revision=EMBEDDING_REVISION)

    def search(self, question: str, limit: int = 4) -> list[str]:
        """The policy passages nearest to a question, best first."""
        vector = self.encoder.encode(QUERY_PREFIX + question, normalize_embeddings=True)
        response = self.client.query_points(COLLECTION, query=vector.tolist(), limit=limit)
        return [point.payload["text"] for point in response.points if point.payload]

    def rebuild(self) -> int:
        """Index every policy again; returns the number of passages."""
        passages = [
            (path.name, text)
            for path in sorted(POLICY_DIR.glob("*.md"))
            for text in split_paragraphs(path.read_text(encoding="utf-8"))
        ]
        vectors = self.encoder.encode([text for _, text in passages], normalize_embeddings=True)
        if self.client.collection_exists(COLLECTION):
            self.client.delete_collection(COLLECTION)
        self.client.create_collection(
            COLLECTION,
            vectors_config=models.VectorParams(size=DIMENSIONS, distance=models.Distance.COSINE),
        )
        self.client.upsert(
            COLLECTION,
            points=[
                models.PointStruct(
                    id=str(uuid.uuid5(uuid.NAMESPACE_URL, f"{name}#{text}")),
                    vector=vector.tolist(),
                    payload={"text": text, "document": name},
                )
                for (name, text), vector in zip(passages, vectors, strict=True)
            ],
        )
        return len(passages)


if __name__ == "__main__":
    print(f"{PolicyRetriever().rebuild()} passages in {COLLECTION}")
