import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

describe("guardrails that are written as objects, agents that a session runs", () => {
  testFound([
    [
      "an object made by a function, with the model that judges",
      {
        "a.ts": `
        import OpenAI from "openai";
        import { Agent } from "@openai/agents";
        const client = new OpenAI();
        async function judge(text: string) {
          return client.responses.create({ model: "gpt-4o-mini", input: text });
        }
        export function moderation(company: string) {
          return { name: "moderation", async execute({ agentOutput }: any) { return judge(agentOutput); } } as const;
        }
        export const clerk = new Agent({ name: "clerk", outputGuardrails: [moderation("acme")] });
        export const other = new Agent({ name: "other", outputGuardrails: [] });`,
      },
      ["agent clerk -protected_by-> guardrail moderation", "guardrail moderation -uses_model-> model gpt-4o-mini"],
      ["agent other -protected_by-> guardrail moderation"],
    ],
    [
      "a session that is handed its agents through a hook",
      {
        "agents.ts": `
        import { RealtimeAgent } from "@openai/agents/realtime";
        export const clerk = new RealtimeAgent({ name: "clerk" });
        export const chief = new RealtimeAgent({ name: "chief" });
        export const idle = new RealtimeAgent({ name: "idle" });`,
        "hook.ts": `
        import { useCallback } from "react";
        import { RealtimeSession } from "@openai/agents/realtime";
        export function useSession() {
          const connect = useCallback(async ({ agents, guardrails }: any) => {
            const root = agents[0];
            return new RealtimeSession(root, { model: "gpt-realtime", outputGuardrails: guardrails ?? [] });
          }, []);
          return { connect } as const;
        }`,
        "app.tsx": `
        import { useSession } from "./hook";
        import { chief, clerk } from "./agents";
        const sets: Record<string, any[]> = { first: [clerk], second: [chief] };
        const guard = { name: "guard", execute: async () => ({ tripwireTriggered: false }) };
        export function App({ key }: { key: string }) {
          const { connect } = useSession();
          const start = async () => {
            const agents = [...sets[key]];
            await connect({ agents, guardrails: [guard] });
          };
          return start;
        }`,
      },
      [
        "agent clerk -uses_model-> model gpt-realtime",
        "agent chief -uses_model-> model gpt-realtime",
        "agent clerk -protected_by-> guardrail guard",
        "agent chief -protected_by-> guardrail guard",
      ],
      ["agent idle -uses_model-> model gpt-realtime", "agent idle -protected_by-> guardrail guard"],
    ],
    [
      "a run of Python with a configuration for all agents",
      `
      from agents import Agent, RunConfig, Runner, input_guardrail
      @input_guardrail
      async def calm(ctx, agent, input): ...
      clerk = Agent(name="clerk")
      async def main():
          await Runner.run(clerk, "hello", run_config=RunConfig(model="gpt-4.1-mini", input_guardrails=[calm]))`,
      ["agent clerk -uses_model-> model gpt-4.1-mini", "agent clerk -protected_by-> guardrail calm"],
    ],
  ]);
});
