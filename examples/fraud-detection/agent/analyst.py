"""Works through open fraud cases and reports on each.

Usage: python -m agent.analyst [CASE_ID ...]
"""

from __future__ import annotations

import argparse
import asyncio
import logging
from pathlib import Path

from agents import Agent, ModelSettings, Runner

from agent.retrieval import PolicyRetriever
from agent.tools import lookup_case, read_cases, run_shell, search_transactions, send_report

PROMPT_PATH = Path(__file__).parent / "prompts" / "analyst.md"

log = logging.getLogger(__name__)

analyst = Agent(
    name="fraud-analyst",
    instructions=PROMPT_PATH.read_text(encoding="utf-8"),
    model="gpt-4o-mini",
    model_settings=ModelSettings(temperature=0.1),
    tools=[lookup_case, search_transactions, run_shell, send_report],
)


async def work_on(case: dict[str, str], policies: PolicyRetriever) -> str:
    """The agent's closing message for one case."""
    passages = "\n\n".join(policies.search(case["note"]))
    task = (
        f"Case {case['case_id']} about transaction {case['transaction_id']}.\n\n"
        f"Note ({case['channel']}, {case['customer_name']}, {case['iban']}):\n{case['note']}\n\n"
        f"Policy passages:\n{passages}"
    )
    result = await Runner.run(analyst, task, max_turns=12)
    return str(result.final_output)


async def work_through(case_ids: list[str]) -> None:
    policies = PolicyRetriever()
    for case in read_cases():
        wanted = case["case_id"] in case_ids if case_ids else case["status"] == "open"
        if wanted:
            log.info("%s: %s", case["case_id"], await work_on(case, policies))


def main() -> None:
    logging.basicConfig(level=logging.INFO)
    parser = argparse.ArgumentParser(description="Work through open fraud cases.")
    parser.add_argument("case_ids", nargs="*", metavar="CASE_ID")
    asyncio.run(work_through(parser.parse_args().case_ids))


if __name__ == "__main__":
    main()
