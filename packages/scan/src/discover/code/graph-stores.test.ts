import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

const NODE = `
from langgraph.graph import StateGraph
from langgraph.runtime import Runtime
from langchain.chat_models import init_chat_model
async def call_model(state, runtime: Runtime):
    memories = await runtime.store.asearch(("memories", "u"), query="q")
    return init_chat_model("openai:gpt-4o").invoke(state["messages"])
builder = StateGraph(dict)
builder.add_node(call_model)
`;

describe("stores of graphs", () => {
  testFound([
    [
      "the store of the platform, with its index",
      {
        "graph.py": `${NODE}graph = builder.compile()\n`,
        "langgraph.json": `{"graphs": {"agent": "./graph.py:graph"}, "store": {"index": {"dims": 1536, "embed": "openai:text-embedding-3-small"}}}`,
      },
      [
        "agent builder -remembers_in-> memory store",
        "memory store -embeds_with-> model text-embedding-3-small",
        "model text-embedding-3-small -served_by-> ai-service openai",
      ],
    ],
    [
      "the store of the platform where only code names it",
      {
        "graph.py": `
        from langgraph.graph import StateGraph
        from langgraph.store.base import BaseStore
        def remember(state, *, store: BaseStore):
            store.put(("u",), "k", {"v": 1})
        builder = StateGraph(dict)
        builder.add_node("remember", remember)
        graph = builder.compile()`,
      },
      ["agent builder -remembers_in-> memory store"],
    ],
    [
      "a store and a checkpointer that the code makes",
      {
        "graph.py": `from langgraph.checkpoint.postgres import PostgresSaver\nfrom langgraph.store.memory import InMemoryStore\n${NODE}
store = InMemoryStore(index={"embed": "openai:text-embedding-3-small", "dims": 1536})
with PostgresSaver.from_conn_string("postgres://") as saver:
    graph = builder.compile(checkpointer=saver, store=store)
`,
      },
      [
        "agent builder -remembers_in-> memory PostgresSaver",
        "agent builder -remembers_in-> memory InMemoryStore",
        "memory InMemoryStore -embeds_with-> model text-embedding-3-small",
      ],
      ["memory store"],
    ],
    [
      "what a test compiles the graph with is the test's",
      {
        "graph.py": `${NODE}graph = builder.compile()\n`,
        "tests/test_graph.py": `
        from langgraph.checkpoint.memory import MemorySaver
        from graph import builder
        def test_graph():
            builder.compile(checkpointer=MemorySaver()).invoke({})`,
      },
      ["agent builder -remembers_in-> memory store"],
      ["agent builder -remembers_in-> memory MemorySaver"],
    ],
    [
      "no other store",
      { "graph.py": `${NODE.replace("runtime.store.asearch", "shop.store.asearch")}graph = builder.compile()\n` },
      ["agent builder"],
      ["memory store"],
    ],
    [
      "graphs of TypeScript",
      {
        "graph.ts": `
        import { StateGraph, MemorySaver, InMemoryStore, LangGraphRunnableConfig } from "@langchain/langgraph";
        async function remember(state: any, config: LangGraphRunnableConfig) { await config.store.put(["u"], "k", {}); return {}; }
        const builder = new StateGraph({}).addNode("remember", remember);
        export const graph = builder.compile({ checkpointer: new MemorySaver() });`,
      },
      ["agent builder -remembers_in-> memory MemorySaver", "agent builder -remembers_in-> memory store"],
    ],
  ]);
});
