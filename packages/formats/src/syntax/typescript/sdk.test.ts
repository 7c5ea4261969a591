import { describe, expect, it } from "vitest";
import { readSource } from "../read-source.ts";
import type { SourceSyntax } from "../registry.ts";
import { outline } from "../testing/outline.ts";

async function lowered(source: string, syntax: SourceSyntax = "typescript"): Promise<string[]> {
  return outline(await readSource(syntax, source)).split("\n");
}

/** Code as people write it with the libraries that matter here. */
describe("TypeScript that uses AI libraries", () => {
  it("reads a route with the Vercel AI SDK", async () => {
    expect(
      await lowered(`
import { openai } from "@ai-sdk/openai";
import { streamText, tool, type UIMessage } from "ai";
import { z } from "zod";

const MODEL = process.env.MODEL ?? "gpt-4o-mini";

/** Looks up the weather. */
export const weather = tool({
  description: "Weather" + " of a city",
  inputSchema: z.object({ city: z.string().describe("name") }),
  execute: async ({ city, unit = "c" }) => fetch(\`https://w/\${city}?u=\${unit}\`),
});

export async function POST(request: Request): Promise<Response> {
  const { messages }: { messages: UIMessage[] } = await request.json();
  const result = streamText({ model: openai(MODEL), system: SYSTEM, messages, tools: { weather, ...more } });
  return result.toDataStreamResponse();
}
`),
    ).toEqual([
      'import openai as openai from "@ai-sdk/openai"',
      'import streamText as streamText from "ai"',
      'import tool as tool from "ai"',
      'import UIMessage as UIMessage from "ai"',
      'import z as z from "zod"',
      'constant MODEL = choice(process.env.MODEL | "gpt-4o-mini")',
      'exported constant weather = tool({"description": ("Weather" + " of a city"), "inputSchema": z.object({"city": z.string().describe("name")}), "execute": async function ($0)',
      '  {"city": city, "unit": choice(unit | "c")} = $0',
      "  return fetch(`https://w/${city}?u=${unit}`)})",
      "exported async function POST(request: Request) -> Promise[Response]",
      '  constant {"messages": messages}: {"messages": Array[UIMessage]} = request.json()',
      '  constant result = streamText({"model": openai(MODEL), "system": SYSTEM, "messages": messages, "tools": {"weather": weather, **more}})',
      "  return result.toDataStreamResponse()",
    ]);
  });

  it("reads an MCP server", async () => {
    expect(
      await lowered(`
const server = new McpServer({ name: "files", version: "1.0.0" });
server.tool("read", "Reads a file", { path: z.string() }, async ({ path }) => ({
  content: [{ type: "text" as const, text: await readFile(path, "utf8") }],
}));
server.setRequestHandler(ListToolsRequestSchema, async () => { return { tools }; });
await server.connect(new StdioServerTransport());
`),
    ).toEqual([
      'constant server = new McpServer({"name": "files", "version": "1.0.0"})',
      'server.tool("read", "Reads a file", {"path": z.string()}, async function ($0)',
      '  {"path": path} = $0',
      '  return {"content": [{"type": "text", "text": readFile(path, "utf8")}]})',
      "server.setRequestHandler(ListToolsRequestSchema, async function ()",
      '  return {"tools": tools})',
      "server.connect(new StdioServerTransport())",
    ]);
  });

  it("reads a NestJS service and its prompt", async () => {
    expect(
      await lowered(`
@Injectable()
export class ChatService implements OnModuleInit {
  private client?: Anthropic;
  private static readonly PROMPT = \`You are \${NAME}.\`;
  constructor(private readonly config: ConfigService, @InjectModel("m") private m: Model<T>) {}

  // Answers one question.
  @Post(":id")
  async answer(@Body() { text }: Question, @Param("id") id: string) {
    this.client ??= new Anthropic({ apiKey: this.config.get<string>("KEY")! });
    const reply = await this.client.messages.create({ model: "claude-sonnet-4-0", max_tokens: 1_024, messages: [{ role: "user", content: text }] });
    return reply.content.map((block) => block.type === "text" ? block.text : "").join("");
  }
}
`),
    ).toEqual([
      "@Injectable() exported class ChatService(OnModuleInit)",
      "  client: Anthropic",
      "  constant PROMPT = `You are ${NAME}.`",
      "  config: ConfigService",
      "  m: Model[T]",
      '  function constructor(config: ConfigService, @InjectModel("m") m: Model[T])',
      "    this.config = config",
      "    this.m = m",
      '  doc "Answers one question."',
      '  @Post(":id") async function answer(@Body() $0: Question, @Param("id") id: string)',
      '    {"text": text} = $0',
      '    this.client ??= new Anthropic({"apiKey": this.config.get<string>("KEY")})',
      '    constant reply = this.client.messages.create({"model": "claude-sonnet-4-0", "max_tokens": 1024, "messages": [{"role": "user", "content": text}]})',
      "    return reply.content.map(function (block)",
      '      return choice(other(block.type, "text") ? block.text | "")).join("")',
    ]);
  });

  it("reads CommonJS with a lazy require", async () => {
    expect(
      await lowered(
        `
'use strict';
const { OpenAI, toFile: file } = require('openai');
const path = require('node:path'), fs = require('fs').promises;
require('dotenv').config();
const self = module.exports = { ask, helper() { return require('./lazy').x; } };
async function ask(q, { model = 'gpt-4', ...rest } = {}) {
  var res, err;
  try { res = await new OpenAI().responses.create({ model, input: q, ...rest }); } catch { err = 1 }
  return res && res.output_text;
}
`,
        "javascript",
      ),
    ).toEqual([
      'import OpenAI as OpenAI from "openai"',
      'import toFile as file from "openai"',
      'import as path from "node:path"',
      'import promises as fs from "fs"',
      'import as import("dotenv") from "dotenv"',
      'import as import("./lazy") from "./lazy"',
      '"use strict"',
      'import("dotenv").config()',
      'export default = {"ask": ask, "helper": function helper()',
      '  return import("./lazy").x}',
      "export ask = ask",
      "export helper = function helper()",
      '  return import("./lazy").x',
      "constant self = module.exports",
      "async function ask(q, $1 = {})",
      '  {"model": choice(model | "gpt-4"), **rest} = $1',
      "  res",
      "  err",
      "  try  exhaustive",
      "  |",
      '    res = new OpenAI().responses.create({"model": model, "input": q, **rest})',
      "  |",
      "    err = 1",
      "  return (res and res.output_text)",
    ]);
  });
});
