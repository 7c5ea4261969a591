import { describe, expect, test } from "vitest";
import { found, testFound } from "./testing/found.ts";

const ROUTER = `
  from fastapi import APIRouter
  from openai import OpenAI
  router = APIRouter(prefix="/v1")
  client = OpenAI()
  @router.post("/chat")
  def chat(q: str):
      return client.chat.completions.create(model="gpt-4o", messages=[])
  @router.get("/health")
  def health():
      return "ok"`;

describe("agents", () => {
  testFound([
    [
      "model, tools, prompt and guardrails are handed over",
      `
      from agents import Agent, function_tool, input_guardrail
      FAQ_PROMPT = "You answer questions about the airline, its planes and its rules."
      @function_tool
      def weather(city: str) -> str:
          return "sun"
      @input_guardrail
      def relevance(ctx, agent, input):
          return None
      faq = Agent(name="FAQ", instructions=FAQ_PROMPT, model="gpt-4.1", tools=[weather], input_guardrails=[relevance])`,
      [
        "agent FAQ -uses_model-> model gpt-4.1",
        "agent FAQ -uses_tool-> tool weather",
        "agent FAQ -has_prompt-> prompt FAQ_PROMPT",
        "agent FAQ -protected_by-> guardrail relevance",
        "model gpt-4.1 -served_by-> ai-service openai",
      ],
    ],
    [
      "handoffs that are set after the agents were made",
      `
      from agents import Agent, handoff
      a = Agent(name="A")
      b = Agent(name="B", handoffs=[handoff(a)])
      c = Agent(name="C")
      a.handoffs = [b]
      c.handoffs.append(a)`,
      ["agent A -hands_off_to-> agent B", "agent B -hands_off_to-> agent A", "agent C -hands_off_to-> agent A"],
      ["agent C -hands_off_to-> agent B"],
    ],
    [
      "through a factory, a list and another file",
      {
        "tools.py": `
        from langchain_core.tools import tool
        @tool
        def look(q: str):
            "Looks."
            return q
        TOOLS = [look]`,
        "models.py": `
        from langchain_openai import ChatOpenAI
        def make(name="gpt-4o"):
            return ChatOpenAI(model=name)`,
        "main.py": `
        from langchain.agents import create_agent
        from models import make
        from tools import TOOLS
        agent = create_agent(make("gpt-4.1"), TOOLS)`,
      },
      ["agent agent -uses_model-> model gpt-4.1", "agent agent -uses_tool-> tool look"],
      ["agent agent -uses_model-> model gpt-4o"],
    ],
    [
      "plain functions and classes handed over are tools",
      `
      from agents import Agent
      def look(q: str): return q
      class Shape:
          size: int
      a = Agent(name="A", tools=[look, Shape])`,
      ["agent A -uses_tool-> tool look", "agent A -uses_tool-> tool Shape"],
    ],
  ]);
});

describe("bodies", () => {
  testFound([
    [
      "what a tool uses through the functions that it calls",
      `
      from mcp.server.fastmcp import FastMCP
      from openai import OpenAI
      server = FastMCP("weather")
      @server.tool()
      def forecast(city: str) -> str:
          return helper(city)
      def helper(city):
          return OpenAI().responses.create(model="gpt-4o", input=city)
      @server.prompt()
      def ask() -> str: return "x"`,
      ["mcp-server weather -exposes_tool-> tool forecast", "tool forecast -uses_model-> model gpt-4o", "prompt ask"],
    ],
    [
      "the body of another tool is that tool's",
      `
      from agents import function_tool
      from openai import OpenAI
      @function_tool
      def inner(x): return OpenAI().responses.create(model="gpt-4o", input=x)
      @function_tool
      def outer(x): return "nothing"`,
      ["tool inner -uses_model-> model gpt-4o"],
      ["tool outer -uses_model-> model gpt-4o"],
    ],
    [
      "a training run",
      {
        "train.py": `
      import joblib
      import pandas as pd
      from sklearn.ensemble import RandomForestClassifier
      df = pd.read_csv("data/train.csv")
      model = RandomForestClassifier()
      model.fit(df[["a"]], df["y"])
      joblib.dump(model, "model.joblib")`,
      },
      ["training-run train -trains_on-> dataset data/train.csv", "model RandomForestClassifier -materialised_as-> model-file model.joblib"],
    ],
  ]);
});

describe("endpoints", () => {
  testFound([
    ["routers carry a prefix", ROUTER, ["endpoint POST /v1/chat", "endpoint GET /v1/health"]],
    [
      "Flask blueprints",
      `
      from flask import Blueprint
      bp = Blueprint("api", __name__, url_prefix="/api")
      @bp.route("/ask", methods=["POST"])
      def ask():
          return "x"`,
      ["endpoint POST /api/ask"],
    ],
  ]);
});

test("only the endpoint that reaches a model is related to it", async () => {
  const toModel = (await found(ROUTER)).edges().filter((edge) => /^endpoint .* model gpt-4o$/.test(edge));
  expect(toModel.map((edge) => edge.split(" -")[0])).toEqual(["endpoint POST /v1/chat"]);
});

test("a relation that the code states is stated; one found along the way is resolved; one of a body is inferred", async () => {
  const { relations, assets } = await found(`
    from agents import Agent, function_tool
    from openai import OpenAI
    NAME = "gpt-4.1"
    a = Agent(name="A", model="gpt-4o")
    b = Agent(name="B", model=NAME)
    @function_tool
    def look(x): return OpenAI().responses.create(model="o3", input=x)`);
  const strengths = relations.filter(({ kind }) => kind === "uses_model").map(({ strength }) => strength);
  expect(assets.length).toBeGreaterThan(0);
  expect(strengths).toEqual(["stated", "resolved", "inferred"]);
});

test("a key read from a variable belongs to the service that it opens, whatever its name", async () => {
  const { edges } = await found('import os\nfrom openai import OpenAI\nKEY = os.environ["ACME_THING"]\nclient = OpenAI(api_key=KEY)');
  expect(edges()).toContain("ai-service openai -authenticated_by-> secret-ref ACME_THING");
});
