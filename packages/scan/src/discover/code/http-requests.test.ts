import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

describe("requests that code sends itself", () => {
  testFound([
    [
      "fetch of a vendor's address: the model of the body, its messages and tools",
      {
        "ask.ts": `
        const tools = [{ type: "function", name: "look_up", description: "Looks up", parameters: { type: "object" } }];
        export async function ask(question: string) {
          const messages = [
            { role: "system", content: "You are a careful clerk who answers questions about the weather and nothing else." },
            { role: "user", content: question },
          ];
          const response = await fetch("https://api.openai.com/v1/chat/completions", {
            method: "POST",
            headers: { Authorization: \`Bearer \${process.env.OPENAI_API_KEY}\` },
            body: JSON.stringify({ model: "gpt-4o-mini", messages, tools }),
          });
          return response.json();
        }`,
      },
      [
        "model gpt-4o-mini -served_by-> ai-service openai",
        "model gpt-4o-mini -has_prompt-> prompt ask prompt",
        "model gpt-4o-mini -uses_tool-> tool look_up",
      ],
    ],
    [
      "a body that is handed to a function, sent to an own endpoint",
      {
        "ask.ts": `
        async function send(body: any) {
          return fetch("/api/proxy", { method: "POST", body: JSON.stringify({ ...body, stream: false }) });
        }
        export const clerk = () => send({ model: "gpt-4.1", input: [{ role: "developer", content: "You decide whether the request is covered by the policy of the shop." }] });`,
      },
      ["model gpt-4.1 -served_by-> ai-service openai", "model gpt-4.1 -has_prompt-> prompt clerk"],
    ],
    [
      "the model in the path, axios, a service without a model",
      {
        "ask.ts": `
        import axios from "axios";
        export const a = () => axios.post("https://generativelanguage.googleapis.com/v1beta/models/gemini-2.0-flash:generateContent", { contents: [] });
        export const b = () => axios.post("https://api.anthropic.com/v1/messages", { model: "claude-3-5-haiku-latest", messages: [] });
        export const c = () => fetch("https://api.groq.com/openai/v1/models");`,
      },
      [
        "model gemini-2.0-flash -served_by-> ai-service google-gemini",
        "model claude-3-5-haiku-latest -served_by-> ai-service anthropic",
        "ai-service groq",
      ],
    ],
    [
      "what has a model but asks none, and requests elsewhere, are nothing",
      {
        "ask.ts": `
        export const a = () => fetch("/api/cars", { method: "POST", body: JSON.stringify({ model: "corolla", year: 2001 }) });
        export const b = () => fetch("https://example.com/v1/messages", { method: "POST", body: JSON.stringify({ messages: [] }) });`,
      },
      [],
      ["model corolla", "ai-service self-hosted"],
    ],
    [
      "requests and httpx of Python",
      {
        "main.py": `
        import json
        import requests
        import httpx
        SYSTEM_PROMPT = "You summarise the minutes of meetings in three sentences."
        def local(text):
            return requests.post("http://localhost:11434/api/generate", json={"model": "llama3.2", "prompt": text, "system": SYSTEM_PROMPT})
        async def hosted(text):
            async with httpx.AsyncClient() as client:
                payload = {"model": "mistral-small-latest", "messages": [{"role": "user", "content": text}]}
                return await client.post("https://api.mistral.ai/v1/chat/completions", data=json.dumps(payload))`,
      },
      [
        "model llama3.2 -served_by-> ai-service ollama",
        "model llama3.2 -has_prompt-> prompt SYSTEM_PROMPT",
        "model mistral-small-latest -served_by-> ai-service mistral",
      ],
    ],
  ]);
});
