import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

const ROUTE = `
  import OpenAI from "openai";
  export async function POST(req: Request) {
    const body = await req.json();
    const client = new OpenAI();
    return Response.json(await client.responses.create({ ...body }));
  }`;

describe("requests to the project's own endpoints", () => {
  testFound([
    [
      "a tool that asks a route of a file, which passes everything on to the service",
      {
        "src/app/api/responses/route.ts": ROUTE,
        "src/tools.ts": `
        import { tool } from "@openai/agents";
        async function ask(body: unknown) {
          return fetch("/api/responses", { method: "POST", body: JSON.stringify(body) });
        }
        export const look = tool({ name: "look", execute: async () => ask({}) });
        export const list = tool({ name: "list", execute: async () => fetch("/api/responses") });`,
      },
      ["endpoint POST /api/responses -calls-> ai-service openai", "tool look -calls-> endpoint POST /api/responses"],
      ["tool list -calls-> endpoint POST /api/responses"],
    ],
    [
      "a service of the same repository, under an address that a variable knows, with a parameter",
      {
        "api/main.py": `
        from fastapi import FastAPI
        from openai import OpenAI
        app = FastAPI()
        @app.post("/chats/{chat_id}")
        def chat(chat_id: str):
            return OpenAI().responses.create(model="gpt-4.1", input="x")`,
        "agent/tools.py": `
        import os
        import requests
        from agents import function_tool
        BASE = os.environ["API_URL"]
        @function_tool
        def send(text: str):
            return requests.post(f"{BASE}/chats/main", json={"text": text})
        @function_tool
        def elsewhere(text: str):
            return requests.post("https://example.com/chats/main", json={"text": text})`,
      },
      ["tool send -calls-> endpoint POST /chats/{chat_id}"],
      ["tool elsewhere -calls-> endpoint POST /chats/{chat_id}"],
    ],
    [
      "an endpoint that uses a model by name does not call its service besides",
      {
        "src/app/api/chat/route.ts": `
        import OpenAI from "openai";
        export async function POST(req: Request) {
          const client = new OpenAI();
          return Response.json(await client.responses.create({ model: "gpt-4.1", input: "x" }));
        }`,
      },
      ["endpoint POST /api/chat -uses_model-> model gpt-4.1"],
      ["endpoint POST /api/chat -calls-> ai-service openai"],
    ],
  ]);
});
