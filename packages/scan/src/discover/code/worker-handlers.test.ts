import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

const WRANGLER = `
name = "notes"
main = "src/index.ts"
[ai]
binding = "BRAIN"
[[vectorize]]
binding = "NOTES"
index_name = "notes-index"`;

describe("Cloudflare Workers", () => {
  testFound([
    [
      "models and indexes by the names of the bindings, and what the handler does with them",
      {
        "wrangler.toml": WRANGLER,
        "src/index.ts": `
        export default {
          async fetch(request: Request, env: Env) {
            const { data } = await env.BRAIN.run("@cf/baai/bge-base-en-v1.5", { text: "x" });
            const found = await env.NOTES.query(data[0]);
            await env.NOTES.upsert([]);
            await env.CACHE.query("x");
            return env.BRAIN.run("@cf/meta/llama-3.1-8b-instruct", { messages: [{ role: "system", content: "You answer from the notes that you are given." }] });
          },
        };`,
      },
      [
        "endpoint ANY / -uses_model-> model @cf/baai/bge-base-en-v1.5",
        "endpoint ANY / -uses_model-> model @cf/meta/llama-3.1-8b-instruct",
        "endpoint ANY / -reads-> vector-store notes-index",
        "endpoint ANY / -writes_to-> vector-store notes-index",
        "endpoint ANY / -has_prompt-> prompt fetch prompt",
        "model @cf/meta/llama-3.1-8b-instruct -served_by-> ai-service cloudflare-workers-ai",
      ],
    ],
    [
      "routes of Hono without a wrangler file",
      {
        "app.ts": `
        import { Hono } from "hono";
        const app = new Hono();
        app.post("/ask", async (c) => c.json(await c.env.AI.run("@cf/mistral/mistral-7b-instruct-v0.1", { prompt: "x" })));
        app.post("/other", async (c) => c.json(await c.env.DB.run("@cf/none/none")));`,
      },
      ["endpoint POST /ask -uses_model-> model @cf/mistral/mistral-7b-instruct-v0.1"],
      ["model @cf/none/none"],
    ],
  ]);
});
