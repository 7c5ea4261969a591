import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

const TS = `
  import { Agent, tool } from "@openai/agents";
  export const clerk = new Agent({ name: "clerk", handoffs: [], tools: [] });
  export const chief = new Agent({ name: "chief" });
  export const scribe = new Agent({ name: "scribe" });`;

describe("what an object is given after it was made", () => {
  testFound([
    [
      "TypeScript: pushed in another file, several at once, behind a cast",
      {
        "agents.ts": TS,
        "wire.ts": `
        import { chief, clerk, scribe } from "./agents";
        (clerk.handoffs as any).push(chief, scribe);
        chief.handoffs = [clerk];`,
      },
      ["agent clerk -hands_off_to-> agent chief", "agent clerk -hands_off_to-> agent scribe", "agent chief -hands_off_to-> agent clerk"],
      ["agent scribe -hands_off_to-> agent clerk", "agent chief -hands_off_to-> agent scribe"],
    ],
    [
      "Python: appended, extended, lists of tools that grow",
      {
        "agents.py": `
        from agents import Agent, function_tool
        @function_tool
        def look(): ...
        @function_tool
        def tell(): ...
        tools = [look]
        tools.append(tell)
        base = [look]
        clerk = Agent(name="clerk", tools=tools)
        chief = Agent(name="chief", tools=[*base])
        scribe = Agent(name="scribe")`,
        "wire.py": `
        from agents_of import x
        from .agents import chief, clerk, scribe
        clerk.handoffs.append(chief)
        chief.handoffs.extend([clerk, scribe])
        scribe.handoffs += [clerk]`,
      },
      [
        "agent clerk -uses_tool-> tool look",
        "agent clerk -uses_tool-> tool tell",
        "agent chief -uses_tool-> tool look",
        "agent clerk -hands_off_to-> agent chief",
        "agent chief -hands_off_to-> agent clerk",
        "agent chief -hands_off_to-> agent scribe",
        "agent scribe -hands_off_to-> agent clerk",
      ],
      ["agent chief -uses_tool-> tool tell", "agent clerk -hands_off_to-> agent scribe"],
    ],
  ]);
});
