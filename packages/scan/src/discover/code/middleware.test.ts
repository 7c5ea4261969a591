import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

describe("middleware, fallbacks and connections of agents", () => {
  testFound([
    [
      "models that middleware of the library falls back to, not those of a middleware of one's own",
      `
      from langchain.agents import create_agent
      from langchain.agents.middleware import AgentMiddleware, ModelFallbackMiddleware
      class Watch(AgentMiddleware):
          def __init__(self, model):
              self.model = model
      OTHERS = ["openai:gpt-4o-mini", "anthropic:claude-haiku-4-5"]
      middleware = [Watch(model="openai:gpt-4.1-nano"), ModelFallbackMiddleware(*[name for name in OTHERS])]
      agent = create_agent(model="openai:gpt-4o", tools=[], middleware=middleware)`,
      [
        "agent agent -uses_model-> model gpt-4o",
        "agent agent -uses_model-> model gpt-4o-mini",
        "agent agent -uses_model-> model claude-haiku-4-5",
      ],
      ["agent agent -uses_model-> model gpt-4.1-nano"],
    ],
    [
      "fallbacks of a model",
      `
      from langchain.agents import create_agent
      from langchain_openai import ChatOpenAI
      from langchain_anthropic import ChatAnthropic
      llm = ChatOpenAI(model="gpt-4o").with_fallbacks([ChatAnthropic(model="claude-haiku-4-5")])
      agent = create_agent(model=llm, tools=[])`,
      ["agent agent -uses_model-> model gpt-4o", "agent agent -uses_model-> model claude-haiku-4-5"],
    ],
    [
      "a prompt that is pulled from a hub",
      `
      from langsmith import Client
      from langchain_openai import ChatOpenAI
      from langchain_core.messages import SystemMessage
      prompt = Client().pull_prompt("acme/triage:production")
      ChatOpenAI(model="gpt-4o").invoke([SystemMessage(content=prompt)])`,
      ["prompt acme/triage:production", "model gpt-4o -has_prompt-> prompt acme/triage:production"],
    ],
    [
      "prompts that trackers and registries keep",
      `
      import mlflow
      from langfuse import Langfuse
      triage = Langfuse().get_prompt("triage", label="production")
      answer = mlflow.genai.load_prompt("prompts:/answer/2")`,
      ["prompt triage", "prompt prompts:/answer/2"],
    ],
    [
      "servers that a client of several is given",
      {
        "main.py": `
        from langchain_mcp_adapters.client import MultiServerMCPClient
        client = MultiServerMCPClient({"docs": {"transport": "http", "url": "https://docs.example.com/mcp"}, "files": {"command": "npx", "args": ["-y", "x"]}})`,
      },
      ["mcp-server docs", "mcp-server files", "mcp-client MultiServerMCPClient"],
    ],
    [
      "a server that a package runner starts, not the script of the project",
      {
        "main.py": `
        from mcp import ClientSession, StdioServerParameters
        params = StdioServerParameters(command="uvx", args=["mcp-server-fetch"])
        script = StdioServerParameters(command="python", args=["server.py"])
        async def main(read, write):
            async with ClientSession(read, write) as session:
                await session.initialize()`,
        "main.ts": `
        import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
        const transport = new StdioClientTransport({ command: "npx", args: ["-y", "firecrawl-mcp"] });`,
      },
      [
        "mcp-server mcp-server-fetch",
        "mcp-server firecrawl-mcp",
        "mcp-client main",
        "mcp-client main -calls-> mcp-server mcp-server-fetch",
      ],
      ["mcp-client params", "mcp-client script", "mcp-server params"],
    ],
    [
      "the index that a store wraps is the retriever's",
      {
        "pages/api/chat.ts": `
        import { Pinecone } from "@pinecone-database/pinecone";
        import { PineconeStore } from "@langchain/pinecone";
        import { OpenAIEmbeddings } from "@langchain/openai";
        export default async function handler(req: any, res: any) {
          const index = new Pinecone().Index("books");
          const store = await PineconeStore.fromExistingIndex(new OpenAIEmbeddings(), { pineconeIndex: index });
          const retriever = store.asRetriever();
          res.json(await retriever.invoke(req.body.question));
        }`,
        "package.json": `{"dependencies": {"next": "14"}}`,
      },
      ["endpoint ANY /api/chat -uses_retriever-> retriever retriever"],
      ["endpoint ANY /api/chat -reads-> vector-store books"],
    ],
  ]);
});
