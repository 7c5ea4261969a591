import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

describe("agent frameworks of Python", () => {
  testFound([
    [
      "Agno: knowledge, its store and sources, memory, models by their class",
      `
      from agno.agent import Agent
      from agno.embedder.openai import OpenAIEmbedder
      from agno.knowledge.url import UrlKnowledge
      from agno.memory.v2.memory import Memory
      from agno.models.anthropic import Claude
      from agno.vectordb.pgvector import PgVector
      docs = UrlKnowledge(urls=["https://docs.example.com/all.txt"], vector_db=PgVector(table_name="docs_store", embedder=OpenAIEmbedder()))
      helper = Agent(name="helper", model=Claude(id="claude-sonnet-4-5"), knowledge=docs, memory=Memory())`,
      [
        "agent helper -uses_model-> model claude-sonnet-4-5",
        "agent helper -retrieves_from-> knowledge-base docs",
        "agent helper -remembers_in-> memory Memory",
        "knowledge-base docs -derived_from-> data-source https://docs.example.com/all.txt",
        "knowledge-base docs -retrieves_from-> vector-store docs_store",
        "vector-store docs_store -embeds_with-> model text-embedding-3-small",
      ],
    ],
    [
      "Semantic Kernel: what statements give the kernel is the agent's",
      `
      from semantic_kernel import Kernel
      from semantic_kernel.agents import ChatCompletionAgent
      from semantic_kernel.connectors.ai.open_ai import AzureChatCompletion
      from semantic_kernel.functions import kernel_function
      class Menu:
          @kernel_function
          def specials(self): return "soup"
      kernel = Kernel()
      kernel.add_service(AzureChatCompletion(deployment_name="gpt-4o"))
      kernel.add_plugin(Menu(), plugin_name="menu")
      host = ChatCompletionAgent(kernel=kernel, name="host", instructions="Answer questions about the menu of today.")`,
      ["agent host -uses_model-> model gpt-4o", "agent host -uses_tool-> tool specials"],
    ],
    [
      "ready tools of a module, agents as tools, clients of MCP",
      {
        "adk.py": `
        from google.adk.agents import Agent
        from google.adk.tools import AgentTool, google_search
        searcher = Agent(name="searcher", model="gemini-2.0-flash", tools=[google_search])
        root = Agent(name="root", model="gemini-2.0-flash", tools=[AgentTool(agent=searcher)])`,
        "strands_app.py": `
        from contextlib import AsyncExitStack
        from mcp import StdioServerParameters, stdio_client
        from strands import Agent
        from strands.tools.mcp import MCPClient
        from strands_tools import http_request
        docs = MCPClient(lambda: stdio_client(StdioServerParameters(command="uvx", args=["awslabs.docs-server@latest"])))
        stack = AsyncExitStack()
        helper = Agent(tools=[http_request, docs.list_tools_sync(), stack])`,
      },
      [
        "agent searcher -uses_tool-> tool google_search",
        "agent root -uses_tool-> tool searcher",
        "tool searcher -invokes_agent-> agent searcher",
        "agent helper -uses_tool-> tool http_request",
        "agent helper -uses_tool-> mcp-client docs",
        "mcp-client docs -calls-> mcp-server awslabs.docs-server",
      ],
      ["tool MCPClient", "tool StdioServerParameters", "tool AsyncExitStack"],
    ],
    [
      "prompts that decorated functions give",
      `
      from langchain.agents import create_agent
      from langchain.agents.middleware import dynamic_prompt
      from pydantic_ai import Agent
      @dynamic_prompt
      def by_role(request):
          return "You explain things simply."
      agent = create_agent("openai:gpt-4.1", tools=[], middleware=[by_role])
      support = Agent("openai:gpt-4o", system_prompt="You are a support agent in a bank, help the customer.")
      @support.system_prompt
      def add_name(ctx):
          return f"The customer is {ctx.deps}"`,
      ["agent agent -has_prompt-> prompt by_role", "agent support -has_prompt-> prompt add_name"],
      ["guardrail by_role"],
    ],
    [
      "Haystack: a step uses what it is, not what stands beside its settings",
      `
      from dataclasses import dataclass
      from haystack import Pipeline
      from haystack.components.preprocessors import DocumentSplitter
      from haystack.components.writers import DocumentWriter
      from haystack_integrations.document_stores.opensearch import OpenSearchDocumentStore
      @dataclass
      class Config:
          store: OpenSearchDocumentStore
          split_by: str = "word"
      config = Config(store=OpenSearchDocumentStore(index="notes"))
      p = Pipeline()
      p.add_component("split", DocumentSplitter(split_by=config.split_by))
      p.add_component("write", DocumentWriter(document_store=config.store))`,
      ["pipeline-step write -writes_to-> vector-store notes"],
      ["pipeline-step split -uses_retriever-> vector-store notes", "pipeline-step split -reads-> vector-store notes"],
    ],
  ]);
});
