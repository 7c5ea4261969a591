import { describe } from "vitest";
import { itFinds, type LanguageCase } from "./testing/language-cases.ts";

const PROMPT = "You are a careful assistant that answers questions about insurance claims.";

const CASES: readonly LanguageCase[] = [
  {
    title: "openai: the client's base URL tells another provider, prompts and tools flow in",
    files: {
      "src/chat.ts": `
        import OpenAI from "openai";
        import { SYSTEM_PROMPT } from "./prompts.js";
        const client = new OpenAI({ baseURL: "https://openrouter.ai/api/v1", apiKey: process.env.OPENROUTER_KEY });
        const tools = [{ type: "function", function: { name: "get_weather", parameters: {} } }];
        export async function answer(question: string) {
          return client.chat.completions.create({ model: "anthropic/claude-sonnet-4", messages: [{ role: "system", content: SYSTEM_PROMPT }, { role: "user", content: question }], tools });
        }`,
      "src/prompts.ts": `export const SYSTEM_PROMPT = "${PROMPT}";`,
    },
    assets: ["model anthropic/claude-sonnet-4", "prompt SYSTEM_PROMPT", "tool get_weather"],
    relations: [
      "model anthropic/claude-sonnet-4 -has_prompt-> prompt SYSTEM_PROMPT",
      "model anthropic/claude-sonnet-4 -uses_tool-> tool get_weather",
    ],
    services: ["model anthropic/claude-sonnet-4 -served_by-> ai-service openrouter"],
  },
  {
    title: "openai: a client that another function made, in CommonJS",
    files: {
      "lib/index.js": `
        const OpenAI = require("openai");
        let client;
        function init() { client = new OpenAI({}); }
        async function run() { await client.chat.completions.create({ model: process.env.MODEL || "gpt-4o-mini", messages: [] }); }`,
    },
    assets: ["model gpt-4o-mini"],
    services: ["model gpt-4o-mini -served_by-> ai-service openai"],
  },
  {
    title: "openai: tools that are written in another way first are those that were written, not the function between",
    files: {
      "chat.ts": `
        import OpenAI from "openai";
        const list = [{ name: "get_joke", parameters: {} }];
        function getTools() {
          const tools = [];
          tools.push(...list.map((tool) => { return { type: "function", name: tool.name }; }));
          return tools;
        }
        export async function answer(input: string) {
          return new OpenAI().responses.create({ model: "gpt-5", input, tools: getTools() });
        }`,
    },
    assets: ["model gpt-5", "tool get_joke"],
    relations: ["model gpt-5 -uses_tool-> tool get_joke"],
  },
  {
    title: "ai sdk: a tool loop in a route handler is an agent behind an endpoint",
    files: {
      "app/(chat)/api/chat/route.ts": `
        import { streamText, stepCountIs, tool } from "ai";
        import { openai } from "@ai-sdk/openai";
        import { search } from "@/lib/tools";
        export async function POST(request: Request) {
          const { messages } = await request.json();
          const result = streamText({ model: openai("gpt-4o"), system: "${PROMPT}", messages, stopWhen: stepCountIs(5), tools: { search, lookUp: tool({ description: "Looks up", execute: async () => 1 }) } });
          return result.toUIMessageStreamResponse();
        }`,
      "lib/tools.ts": `
        import { embed, tool } from "ai";
        import { openai } from "@ai-sdk/openai";
        const embeddingModel = openai.embedding("text-embedding-3-small");
        export const search = tool({ description: "Searches", execute: async ({ query }) => embed({ model: embeddingModel, value: query }) });`,
    },
    assets: [
      "agent POST /api/chat",
      "endpoint POST /api/chat",
      "model gpt-4o",
      "model text-embedding-3-small",
      "prompt POST prompt",
      "tool lookUp",
      "tool search",
    ],
    relations: [
      "agent POST /api/chat -has_prompt-> prompt POST prompt",
      "agent POST /api/chat -uses_model-> model gpt-4o",
      "agent POST /api/chat -uses_tool-> tool lookUp",
      "agent POST /api/chat -uses_tool-> tool search",
      "endpoint POST /api/chat -exposes-> agent POST /api/chat",
      "endpoint POST /api/chat -has_prompt-> prompt POST prompt",
      "endpoint POST /api/chat -uses_model-> model gpt-4o",
      "endpoint POST /api/chat -uses_tool-> tool lookUp",
      "endpoint POST /api/chat -uses_tool-> tool search",
      "model gpt-4o -has_prompt-> prompt POST prompt",
      "model gpt-4o -uses_tool-> tool lookUp",
      "model gpt-4o -uses_tool-> tool search",
      "tool search -uses_model-> model text-embedding-3-small",
    ],
  },
  {
    title: "ai sdk: the gateway, a list of models to choose from, and a wrapped model",
    files: {
      "lib/models.ts": `
        import { gateway } from "@ai-sdk/gateway";
        import { wrapLanguageModel, generateText } from "ai";
        export const chatModels = [{ id: "openai/gpt-5", name: "GPT-5" }, { id: "anthropic/claude-opus-4.5", name: "Opus" }];
        const model = wrapLanguageModel({ model: gateway("google/gemini-2.5-flash"), middleware: [] });
        export const title = () => generateText({ model, system: "${PROMPT}" });`,
    },
    assets: ["model anthropic/claude-opus-4.5", "model google/gemini-2.5-flash", "model openai/gpt-5", "prompt title prompt"],
    relations: ["model google/gemini-2.5-flash -has_prompt-> prompt title prompt"],
    services: [
      "model anthropic/claude-opus-4.5 -served_by-> ai-service vercel-ai-gateway",
      "model google/gemini-2.5-flash -served_by-> ai-service vercel-ai-gateway",
      "model openai/gpt-5 -served_by-> ai-service vercel-ai-gateway",
    ],
  },
  {
    title: "mcp: tools of a server, also when they are registered elsewhere or listed as data",
    files: {
      "src/index.ts": `
        import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
        import { registerTools } from "./tools.js";
        const server = new McpServer({ name: "weather", version: "1.0.0" });
        server.tool("forecast", "Gives a forecast", {}, async () => ({ content: [] }));
        registerTools(server);`,
      "src/tools.ts": `
        import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
        export function registerTools(server: McpServer) { server.registerTool("alerts", { description: "Alerts" }, async () => ({ content: [] })); }`,
      "src/low-level.ts": `
        import { Server } from "@modelcontextprotocol/sdk/server/index.js";
        import { ListToolsRequestSchema, ListPromptsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
        const files = new Server({ name: "files", version: "0.1.0" }, { capabilities: {} });
        const READ = { name: "read_file", inputSchema: {} };
        files.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: [READ, { name: "write_file", inputSchema: {} }] }));
        files.setRequestHandler(ListPromptsRequestSchema, async () => ({ tools: [{ name: "no_tool" }] }));`,
    },
    assets: ["mcp-server files", "mcp-server weather", "tool alerts", "tool forecast", "tool read_file", "tool write_file"],
    relations: [
      "mcp-server files -exposes_tool-> tool read_file",
      "mcp-server files -exposes_tool-> tool write_file",
      "mcp-server weather -exposes_tool-> tool alerts",
      "mcp-server weather -exposes_tool-> tool forecast",
    ],
  },
  {
    title: "mcp-handler: the parameter of the callback is the server",
    files: {
      "app/api/[transport]/route.ts": `
        import { createMcpHandler } from "mcp-handler";
        const handler = createMcpHandler((server) => { server.tool("roll_dice", "Rolls", {}, async () => ({ content: [] })); }, { serverInfo: { name: "dice", version: "1" } });
        export { handler as GET, handler as POST };`,
    },
    assets: ["endpoint GET /api/[transport]", "endpoint POST /api/[transport]", "mcp-server dice", "tool roll_dice"],
    relations: ["mcp-server dice -exposes_tool-> tool roll_dice"],
  },
  {
    title: "mastra: agents by registered name, workflows with steps",
    files: {
      "src/mastra/index.ts": `
        import { Mastra } from "@mastra/core/mastra";
        import { writer } from "./writer";
        export const mastra = new Mastra({ agents: { writerAgent: writer } });`,
      "src/mastra/writer.ts": `
        import { Agent } from "@mastra/core/agent";
        export const writer = new Agent({ name: "Writer", instructions: "${PROMPT}", model: process.env.MODEL || "openai/gpt-4.1" });`,
      "src/mastra/flow.ts": `
        import { createStep, createWorkflow } from "@mastra/core/workflows";
        const draft = createStep({ id: "draft", execute: async ({ mastra }) => { const agent = mastra.getAgent("writerAgent"); return agent.generate([]); } });
        const publish = createStep({ id: "publish", execute: async () => 1 });
        export const flow = createWorkflow({ id: "article" }).then(draft).then(publish).commit();`,
    },
    assets: ["agent Writer", "model gpt-4.1", "pipeline article", "pipeline-step draft", "pipeline-step publish", "prompt writer prompt"],
    relations: [
      "agent Writer -has_prompt-> prompt writer prompt",
      "agent Writer -uses_model-> model gpt-4.1",
      "pipeline article -has_step-> pipeline-step draft",
      "pipeline article -has_step-> pipeline-step publish",
      "pipeline-step draft -invokes_agent-> agent Writer",
    ],
  },
  {
    title: "openai agents: handoffs, guardrails, agents as tools",
    files: {
      "src/agents.ts": `
        import { Agent, tool, defineInputGuardrail } from "@openai/agents";
        const refund = tool({ name: "refund_order", description: "Refunds", execute: async () => "ok" });
        const noSecrets = defineInputGuardrail({ name: "No secrets", execute: async () => ({ tripwireTriggered: false }) });
        const billing = new Agent({ name: "Billing", model: "gpt-4.1", tools: [refund], inputGuardrails: [noSecrets] });
        export const triage = new Agent({ name: "Triage", handoffs: [billing], tools: [billing.asTool({ toolName: "ask_billing" })] });`,
    },
    assets: ["agent Billing", "agent Triage", "guardrail No secrets", "model gpt-4.1", "tool ask_billing", "tool refund_order"],
    relations: [
      "agent Billing -protected_by-> guardrail No secrets",
      "agent Billing -uses_model-> model gpt-4.1",
      "agent Billing -uses_tool-> tool refund_order",
      "agent Triage -hands_off_to-> agent Billing",
      "agent Triage -uses_tool-> tool ask_billing",
      "tool ask_billing -invokes_agent-> agent Billing",
    ],
  },
  {
    title: "langgraph: what a node's function uses belongs to the graph",
    files: {
      "src/graph.ts": `
        import { ChatAnthropic } from "@langchain/anthropic";
        import { tool } from "@langchain/core/tools";
        import { StateGraph, Annotation } from "@langchain/langgraph";
        const search = tool(async ({ q }) => q, { name: "search_docs", description: "Searches" });
        const model = new ChatAnthropic({ model: "claude-3-7-sonnet-latest" }).bindTools([search]);
        async function callModel(state) { return { messages: [await model.invoke(state.messages)] }; }
        const workflow = new StateGraph(Annotation.Root({})).addNode("agent", callModel).addEdge("__start__", "agent");
        export const graph = workflow.compile();`,
    },
    assets: ["agent workflow", "model claude-3-7-sonnet-latest", "tool search_docs"],
    relations: [
      "agent workflow -uses_model-> model claude-3-7-sonnet-latest",
      "agent workflow -uses_tool-> tool search_docs",
      "model claude-3-7-sonnet-latest -uses_tool-> tool search_docs",
    ],
  },
  {
    title: "express: an endpoint that reaches a model through the functions it calls",
    files: {
      "server.ts": `
        import express from "express";
        import { summarise } from "./summary.js";
        const app = express();
        app.post("/summaries", async (request, response) => { response.json(await summarise(request.body.text)); });`,
      "summary.ts": `
        import Anthropic from "@anthropic-ai/sdk";
        const anthropic = new Anthropic();
        export async function summarise(text: string) { return anthropic.messages.create({ model: "claude-sonnet-4-5", max_tokens: 100, system: "${PROMPT}", messages: [{ role: "user", content: text }] }); }`,
    },
    assets: ["endpoint POST /summaries", "model claude-sonnet-4-5", "prompt summarise prompt"],
    relations: [
      "endpoint POST /summaries -has_prompt-> prompt summarise prompt",
      "endpoint POST /summaries -uses_model-> model claude-sonnet-4-5",
      "model claude-sonnet-4-5 -has_prompt-> prompt summarise prompt",
    ],
  },
  {
    title: "express and hono: routers under the path where they are mounted",
    files: {
      "src/app.ts": `
        import express from "express";
        import { Hono } from "hono";
        import { chat } from "./chat";
        const app = express();
        app.use("/api/v1", chat);
        const inner = new Hono();
        const outer = new Hono();
        outer.route("/v2", inner);
        inner.post("/ask", async (c) => c.json(await answer()));
        import { answer } from "./chat";`,
      "src/chat.ts": `
        import { Router } from "express";
        import OpenAI from "openai";
        const client = new OpenAI();
        export const answer = () => client.responses.create({ model: "gpt-5-mini", input: "hi" });
        export const chat = Router();
        chat.post("/chat", async (request, response) => response.json(await answer()));`,
    },
    assets: ["endpoint POST /api/v1/chat", "endpoint POST /v2/ask", "model gpt-5-mini"],
    relations: ["endpoint POST /api/v1/chat -uses_model-> model gpt-5-mini", "endpoint POST /v2/ask -uses_model-> model gpt-5-mini"],
  },
  {
    title: "bedrock, gemini, vertex and azure: names and services",
    files: {
      "src/models.ts": `
        import { BedrockRuntimeClient, ConverseCommand } from "@aws-sdk/client-bedrock-runtime";
        import { GoogleGenAI } from "@google/genai";
        import { AzureOpenAI } from "openai";
        const bedrock = new BedrockRuntimeClient({});
        export const a = () => bedrock.send(new ConverseCommand({ modelId: "amazon.nova-lite-v1:0", messages: [] }));
        const ai = new GoogleGenAI({ apiKey: "x" });
        export const b = () => ai.models.generateContent({ model: "gemini-2.5-flash", contents: "hi" });
        const azure = new AzureOpenAI({ deployment: "chat" });
        export const c = () => azure.chat.completions.create({ model: "gpt-4o", messages: [] });`,
    },
    assets: ["model amazon.nova-lite-v1:0", "model gemini-2.5-flash", "model gpt-4o"],
    services: [
      "model amazon.nova-lite-v1:0 -served_by-> ai-service bedrock",
      "model gemini-2.5-flash -served_by-> ai-service google-gemini",
      "model gpt-4o -served_by-> ai-service azure-openai",
    ],
  },
  {
    title: "pgvector in drizzle: only tables with a vector",
    files: {
      "lib/schema.ts": `
        import { pgTable, text, vector } from "drizzle-orm/pg-core";
        export const users = pgTable("users", { name: text("name") });
        export const chunks = pgTable("chunks", { content: text("content"), embedding: vector("embedding", { dimensions: 1536 }).notNull() });`,
    },
    assets: ["vector-store chunks"],
  },
  {
    title: "a state that is spread into itself at every turn comes to an end",
    files: {
      "src/walk.ts": `
        import { generateText } from "ai";
        import { openai } from "@ai-sdk/openai";
        function walk(node, state) {
          const inner = { ...state, depth: state.depth + 1 };
          switch (node.kind) {
${Array.from({ length: 14 }, (_, index) => `            case "${String(index)}": return [walk(node.first, inner), walk(node.last, state), state.log.push(node), state.model.name];`).join("\n")}
            default: return generateText({ model: openai(state.model), prompt: state.prompt });
          }
        }
        walk({}, { model: "gpt-4o", depth: 0, log: [] });`,
    },
    assets: ["model gpt-4o"],
  },
  {
    title: "what only looks like a library: a local class, another package, a name in a comment",
    files: {
      "src/fake.ts": `
        import { OpenAI } from "./openai";
        import { generateText } from "some-other-package";
        // new OpenAI().chat.completions.create({ model: "gpt-4o" })
        const client = new OpenAI();
        client.chat.completions.create({ task: "x" });
        generateText({ text: "hello" });`,
      "src/openai.ts": "export class OpenAI { chat = { completions: { create(options: unknown) { return options; } } }; }",
    },
    assets: [],
    relations: [],
  },
];

describe("TypeScript and JavaScript", () => itFinds(CASES));
