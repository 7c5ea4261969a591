import pytest
from fastapi.testclient import TestClient

PAYMENT = {
    "timestamp": "2026-03-02T03:41:00Z",
    "amount": 740.0,
    "currency": "EUR",
    "merchant_category": "electronics",
    "country": "DE",
    "card_present": False,
    "device_age_days": 2,
}


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MODEL_URI", "models/fraud_model.joblib")
    from serving.app import app

    with TestClient(app) as client:
        yield client


def test_score(client: TestClient) -> None:
    answer = client.post("/score", json=PAYMENT).json()
    assert 0 <= answer["score"] <= 1
    assert answer["decision"] in ("approve", "review", "block")


def test_rejects_a_negative_amount(client: TestClient) -> None:
    assert client.post("/score", json={**PAYMENT, "amount": -1}).status_code == 422


def test_health(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
