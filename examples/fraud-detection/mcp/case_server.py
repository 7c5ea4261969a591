"""MCP server with read access to fraud cases, for the team's editors and assistants.

Usage: python mcp/case_server.py
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from fastmcp import FastMCP

CASE_NOTES = Path(os.getenv("CASE_NOTES", "data/case_notes.jsonl"))

mcp = FastMCP("case-server")


def read_cases() -> list[dict[str, str]]:
    with CASE_NOTES.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


@mcp.tool
def get_case(case_id: str) -> dict[str, str]:
    """One case with note, customer and disputed transaction."""
    for case in read_cases():
        if case["case_id"] == case_id:
            return case
    raise ValueError(f"no case {case_id}")


@mcp.tool
def list_cases(status: str = "open", limit: int = 20) -> list[str]:
    """Identifiers of cases in a status: open, waiting or closed."""
    return [case["case_id"] for case in read_cases() if case["status"] == status][:limit]


if __name__ == "__main__":
    mcp.run()
