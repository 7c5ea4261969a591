import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

describe("classes of one's own with a base that a library gives", () => {
  testFound([
    [
      "are what their base is; what the base is made with comes through super",
      {
        "server.py": "from acme.mcp import AcmeServer\nmcp = AcmeServer(settings=1)\nmcp.run()\n",
        "acme/__init__.py": "",
        "acme/mcp.py": `
from fastmcp import FastMCP
class AcmeServer(FastMCP):
    def __init__(self, settings, name: str = "acme-server", **rest):
        super().__init__(name=name, **rest)
        self.setup()
    def setup(self):
        async def find(query: str) -> str:
            return query
        self.tool(find, name="acme-find", description="Finds")
`,
      },
      ["mcp-server acme-server", "tool acme-find", "mcp-server acme-server -exposes_tool-> tool acme-find"],
    ],
    [
      "hand their own arguments on where they have no constructor",
      `
      from openai import OpenAI
      from qdrant_client import QdrantClient
      class Store(QdrantClient):
          pass
      store = Store(url="http://localhost:6333")
      class Client(OpenAI):
          def __init__(self):
              super().__init__(base_url="https://api.groq.com/openai/v1")
      Client().chat.completions.create(model="llama-3.3-70b-versatile", messages=[])`,
      ["model llama-3.3-70b-versatile"],
    ],
    ["are nothing by a base that means nothing", `class Thing(dict):\n    pass\nx = Thing(name="gpt-4o")`, [], ["model gpt-4o"]],
  ]);
});

describe("names that only a test hands over", () => {
  testFound([
    [
      "name nothing in production",
      {
        "store.py": `
import chromadb
def open_store(name):
    return chromadb.Client().get_or_create_collection(name)
`,
        "tests/test_store.py": 'from store import open_store\ndef test_it():\n    open_store("test_only")\n',
      },
      [],
      ["vector-store test_only"],
    ],
  ]);
});

describe("what tools show to whoever they call", () => {
  testFound([
    [
      "is theirs, also where a helper reads it",
      `
      import os, requests
      from langchain_core.tools import tool
      def headers():
          return {"Authorization": os.getenv("PYLON_API_KEY")}
      @tool
      def search(query: str) -> str:
          """Searches."""
          return requests.get("https://api.example.com", headers=headers()).text
      @tool
      def add(a: int, b: int) -> int:
          """Adds."""
          return a + b`,
      ["tool search -authenticated_by-> secret-ref PYLON_API_KEY"],
      ["tool add -authenticated_by-> secret-ref PYLON_API_KEY"],
    ],
  ]);
});
