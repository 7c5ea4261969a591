import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

describe("messages of the system that a program keeps", () => {
  testFound([
    [
      "in a list of bots, not what others say, and once where a call is told",
      {
        "bots.ts": `
        export const BOTS = [{ name: "critic", model: "gpt-4o-mini", context: [
          { role: "system", content: "You find the weak points of every plan." },
          { role: "assistant", content: "Hello, what is the plan that I should look at?" },
        ] }];`,
        "chat.ts": `
        import OpenAI from "openai";
        export async function POST() {
          const messages = [{ role: "system", content: "You answer in one short sentence." }];
          return new OpenAI().chat.completions.create({ model: "gpt-4o", messages });
        }`,
      },
      ["prompt BOTS prompt", "model gpt-4o -has_prompt-> prompt POST prompt"],
      ["prompt messages prompt"],
    ],
  ]);
});
