"""The agent and its tools, without a provider."""

import asyncio
import json
from pathlib import Path

import pytest

pytest.importorskip("agents")

from agents import Agent, function_tool  # noqa: E402

import agent.tools as tools  # noqa: E402

FAKE_ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
    "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "OPENAI_API_KEY": "sk-test-not-a-key",
}
CASE = {
    "case_id": "C-2026-00001",
    "transaction_id": "T2",
    "status": "open",
    "customer_name": "Test Person",
    "iban": "DE89370400440532013000",
    "note": "I did not make this payment.",
}


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, value in FAKE_ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    notes = tmp_path / "case_notes.jsonl"
    notes.write_text(json.dumps(CASE) + "\n", encoding="utf-8")
    monkeypatch.setattr(tools, "CASE_NOTES", notes)


def test_read_cases() -> None:
    assert tools.read_cases() == [CASE]


def test_tools_have_descriptions_for_the_model() -> None:
    for tool in (tools.lookup_case, tools.search_transactions, tools.send_report):
        assert tool.description
        assert tool.params_json_schema["properties"]


def test_agent_can_be_built_with_a_stub_tool() -> None:
    @function_tool
    def echo(text: str) -> str:
        """Return the text."""
        return text

    stub = Agent(name="stub-analyst", instructions="Answer with echo.", tools=[echo])
    assert [tool.name for tool in asyncio.run(stub.get_all_tools(None))] == ["echo"]
