import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

describe("what tools do that are described as data", () => {
  testFound([
    [
      "the function that stands beside the description",
      {
        "route.ts": `
        import { google } from "@ai-sdk/google";
        import { generateObject, streamText } from "ai";
        const plan = async (city: string) => generateObject({ model: google("gemini-2.5-flash"), prompt: city });
        export async function POST() {
          return streamText({ model: google("gemini-2.5-pro"), tools: {
            plan: { description: "plans", parameters: {}, execute: async ({ city }) => plan(city) },
            clock: { description: "the time", parameters: {}, execute: async () => Date.now() },
          } });
        }`,
      },
      ["tool plan -uses_model-> model gemini-2.5-flash"],
      ["tool clock -uses_model-> model gemini-2.5-flash", "tool plan -uses_model-> model gemini-2.5-pro"],
    ],
    [
      "the arm of a dispatch that asks for the name",
      `
      from mcp.server import Server
      import mcp.types as types
      from openai import OpenAI
      server = Server("papers")
      client = OpenAI()
      TOOL = types.Tool(name="search", description="", inputSchema={})
      OTHER = types.Tool(name="count", description="", inputSchema={})
      async def handle_search(arguments):
          return client.embeddings.create(model="text-embedding-3-small", input="x")
      @server.call_tool()
      async def call_tool(name, arguments):
          if name == "search":
              return await handle_search(arguments)
          elif name == "count":
              return client.chat.completions.create(model="gpt-4o-mini", messages=[])`,
      ["tool search -uses_model-> model text-embedding-3-small", "tool count -uses_model-> model gpt-4o-mini"],
      ["tool search -uses_model-> model gpt-4o-mini", "tool count -uses_model-> model text-embedding-3-small"],
    ],
    [
      "a table, a switch and a function of the same name",
      {
        "main.py": `
        from anthropic import Anthropic
        from tavily import TavilyClient
        client = Anthropic()
        web = TavilyClient()
        def ask_web(query):
            return web.search(query)
        def summarise(text):
            return client.messages.create(model="claude-haiku-4-5", messages=[])
        TOOLS = [{"name": "search", "input_schema": {}}, {"name": "summarise", "input_schema": {}}, {"name": "noop", "input_schema": {}}]
        WORK = {"search": ask_web}
        client.messages.create(model="claude-sonnet-4-5", tools=TOOLS, messages=[])`,
        "b.ts": `
        import OpenAI from "openai";
        const client = new OpenAI();
        const draw = () => client.images.generate({ model: "gpt-image-1", prompt: "x" });
        export async function run(call: any) {
          switch (call.name) {
            case "draw_picture": return draw();
          }
        }
        client.chat.completions.create({ model: "gpt-4o", messages: [], tools: [{ type: "function", function: { name: "draw_picture" } }] });`,
      },
      [
        "tool search -calls-> ai-service tavily",
        "tool summarise -uses_model-> model claude-haiku-4-5",
        "tool draw_picture -uses_model-> model gpt-image-1",
      ],
      ["tool noop -uses_model-> model claude-haiku-4-5", "tool search -uses_model-> model claude-haiku-4-5"],
    ],
    [
      "requests to a search service, which is no model",
      {
        "index.ts": `
        import axios from "axios";
        import { Server } from "@modelcontextprotocol/sdk/server/index.js";
        import { ListToolsRequestSchema, CallToolRequestSchema } from "@modelcontextprotocol/sdk/types.js";
        const server = new Server({ name: "search", version: "1" }, {});
        server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: [{ name: "research", inputSchema: {} }] }));
        server.setRequestHandler(CallToolRequestSchema, async (request) => {
          switch (request.params.name) {
            case "research":
              return axios.post("https://api.tavily.com/research", { input: "x", model: "auto" });
          }
        });`,
      },
      ["mcp-server search -exposes_tool-> tool research", "tool research -calls-> ai-service tavily"],
      ["model auto"],
    ],
    [
      "prompts and tools of a model that a gateway names by a text",
      {
        "app/api/chat/route.ts": `
        import { streamText, tool } from "ai";
        const clock = tool({ description: "time", execute: async () => Date.now() });
        export async function POST() {
          return streamText({ model: "openai/gpt-5", system: "You answer every question in one short line.", tools: { clock }, messages: [] });
        }`,
      },
      ["model openai/gpt-5 -has_prompt-> prompt POST prompt", "model openai/gpt-5 -uses_tool-> tool clock"],
    ],
    [
      "a function handed over as a tool",
      `
      from langgraph.prebuilt import create_react_agent
      from tavily import TavilyClient
      def look_up(query: str):
          """Looks it up."""
          return TavilyClient().search(query)
      agent = create_react_agent("openai:gpt-4o", [look_up])`,
      ["agent agent -uses_tool-> tool look_up", "tool look_up -calls-> ai-service tavily"],
    ],
  ]);
});
