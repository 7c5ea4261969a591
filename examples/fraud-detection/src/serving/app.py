"""HTTP interface of the scoring service: POST /score, GET /healthz."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Literal

import uvicorn
from fastapi import FastAPI, Request
from pydantic import BaseModel, Field

from serving.scoring import FraudModel

BLOCK_ABOVE = float(os.getenv("BLOCK_ABOVE", "0.60"))
REVIEW_ABOVE = float(os.getenv("REVIEW_ABOVE", "0.22"))


class Transaction(BaseModel):
    timestamp: datetime
    amount: float = Field(gt=0)
    currency: Literal["EUR", "CHF", "GBP", "CZK", "PLN", "USD"]
    merchant_category: str = Field(pattern=r"^[a-z_]{3,40}$")
    country: str = Field(pattern=r"^[A-Z]{2}$")
    card_present: bool
    device_age_days: int = Field(ge=0)


class Score(BaseModel):
    score: float
    decision: Literal["approve", "review", "block"]
    model: str


def decide(score: float) -> Literal["approve", "review", "block"]:
    if score >= BLOCK_ABOVE:
        return "block"
    return "review" if score >= REVIEW_ABOVE else "approve"


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    app.state.model = FraudModel.load()
    yield


app = FastAPI(title="Fraud scoring", version="2.3.0", lifespan=lifespan)


@app.post("/score")
def score(transaction: Transaction, request: Request) -> Score:
    model: FraudModel = request.app.state.model
    value = model.score(transaction.model_dump())
    return Score(score=round(value, 4), decision=decide(value), model=model.origin)


@app.get("/healthz")
def healthz() -> dict[str, str]:
    return {"status": "ok"}


if __name__ == "__main__":
    uvicorn.run(app, host="0.0.0.0", port=8080)
