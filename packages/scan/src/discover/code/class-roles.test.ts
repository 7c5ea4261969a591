import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

const CLIENT = "from openai import OpenAI\n";

describe("own classes that are agents or retrievers", () => {
  testFound([
    [
      "one that is named so and talks to a model",
      `${CLIENT}class SupportAgent:
    def __init__(self): self.client = OpenAI()
    def run(self, q): return self.client.responses.create(model="gpt-4o", input=q)`,
      ["agent SupportAgent -uses_model-> model gpt-4o"],
    ],
    [
      "not one that is only named so",
      `${CLIENT}class UserAgent:
    def name(self): return "x"
OpenAI().responses.create(model="gpt-4o")`,
      [],
      ["agent UserAgent"],
    ],
    [
      "not one that others are made from",
      `${CLIENT}class BaseAgent:
    def run(self): return OpenAI().responses.create(model="gpt-4o")
class RealAgent(BaseAgent):
    pass`,
      ["agent RealAgent"],
      ["agent BaseAgent"],
    ],
    [
      "a retriever",
      `${CLIENT}class DocumentSearcher:
    def find(self, q): return OpenAI().embeddings.create(model="text-embedding-3-small", input=q)`,
      ["retriever DocumentSearcher"],
    ],
    [
      "a guardrail, and the agent that it stands around",
      `${CLIENT}from langchain.agents import create_agent
from langchain.agents.middleware import AgentMiddleware
class InputGuardrails(AgentMiddleware):
    def before(self, state): return OpenAI().responses.create(model="gpt-4o-mini", input=state)
class RouteGuard:
    def can(self, user): return True
agent = create_agent(model="openai:gpt-4o", tools=[], middleware=[InputGuardrails()], name="helper")`,
      ["guardrail InputGuardrails -uses_model-> model gpt-4o-mini", "agent helper -protected_by-> guardrail InputGuardrails"],
      ["guardrail RouteGuard"],
    ],
    [
      "a trainer of a network of its own is no agent",
      `import torch.nn as nn
class Net(nn.Module):
    pass
class MnistAgent:
    def __init__(self): self.model = Net()`,
      ["model Net"],
      ["agent MnistAgent"],
    ],
  ]);
});
