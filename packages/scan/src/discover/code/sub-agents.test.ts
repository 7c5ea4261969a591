import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

describe("agents that are handed over as data", () => {
  testFound([
    [
      "sub-agents of deepagents with their prompts, tools and models; a tool is none of them",
      `
      from deepagents import create_deep_agent
      from langchain_core.tools import tool
      @tool
      def search(query: str):
          """Searches."""
          return query
      RESEARCH_PROMPT = "You are a researcher. Find sources for what you are asked, and name them."
      research = {"name": "research-agent", "description": "for questions", "system_prompt": RESEARCH_PROMPT, "tools": [search], "model": "openai:gpt-4o"}
      agent = create_deep_agent(model="anthropic:claude-sonnet-4-5", tools=[search], subagents=[research])`,
      [
        "agent research-agent",
        "agent agent -hands_off_to-> agent research-agent",
        "agent research-agent -has_prompt-> prompt RESEARCH_PROMPT",
        "agent research-agent -uses_tool-> tool search",
        "agent research-agent -uses_model-> model gpt-4o",
      ],
      ["tool research-agent", "agent agent -uses_model-> model gpt-4o"],
    ],
    [
      "agents of the Claude Agent SDK by their key, and the tools that they are allowed",
      {
        "main.py": `
        from claude_agent_sdk import AgentDefinition, ClaudeAgentOptions
        agents = {"writer": AgentDefinition(description="writes", prompt="You write reports of one page from the notes that you find.", tools=["Write", "Bash(git:*)"], model="haiku")}
        options = ClaudeAgentOptions(system_prompt="You lead a team of researchers and writers, and you check their work.", allowed_tools=["Task", "mcp__mail__send"], agents=agents)`,
        "main.ts": `
        import { query } from "@anthropic-ai/claude-agent-sdk";
        export async function main() { return query({ prompt: "x", options: { model: "opus", allowedTools: ["Read"], agents: {
          reviewer: { description: "reviews", prompt: "You review code, and you are never content with what you see.", model: "sonnet" },
        } } }); }`,
      },
      [
        "agent options -hands_off_to-> agent writer",
        "agent options -uses_tool-> tool Task",
        "agent writer -uses_tool-> tool Write",
        "agent writer -uses_tool-> tool Bash",
        "agent main -hands_off_to-> agent reviewer",
        "agent main -uses_tool-> tool Read",
        "agent reviewer -uses_model-> model sonnet",
        "agent reviewer -has_prompt-> prompt main prompt",
      ],
      ["tool mcp__mail__send", "tool Bash(git:*)"],
    ],
  ]);
});
