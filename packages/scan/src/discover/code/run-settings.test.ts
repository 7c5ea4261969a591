import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

const PROMPTS = 'SYSTEM_PROMPT = "You are a friendly assistant of the library. You greet everybody and know every shelf. {system_time}"\n';
const SPLIT = `
  from langchain.chat_models import init_chat_model
  def load_chat_model(fully_specified_name: str):
      provider, model = fully_specified_name.split("/", maxsplit=1)
      return init_chat_model(model, model_provider=provider)
`;
const EXPECTED = [
  "model claude-sonnet-4-5 -served_by-> ai-service anthropic",
  "agent builder -uses_model-> model claude-sonnet-4-5",
  "agent builder -has_prompt-> prompt SYSTEM_PROMPT",
];

describe("settings of a run", () => {
  testFound([
    [
      "defaults of a class that the runtime is typed with",
      {
        "prompts.py": PROMPTS,
        "utils.py": SPLIT,
        "context.py": `
        from dataclasses import dataclass, field
        from typing import Annotated
        import prompts
        @dataclass(kw_only=True)
        class Context:
            model: Annotated[str, {"kind": "llm"}] = field(default="anthropic/claude-sonnet-4-5", metadata={})
            system_prompt: str = prompts.SYSTEM_PROMPT`,
        "graph.py": `
        from langgraph.graph import StateGraph
        from langgraph.runtime import Runtime
        from context import Context
        from utils import load_chat_model
        async def call_model(state: dict, runtime: Runtime[Context]):
            system = runtime.context.system_prompt.format(system_time=now())
            return await load_chat_model(runtime.context.model).ainvoke([{"role": "system", "content": system}, *state["messages"]])
        builder = StateGraph(dict, context_schema=Context)
        builder.add_node(call_model)
        graph = builder.compile()`,
      },
      EXPECTED,
    ],
    [
      "settings made from the configuration of the call",
      {
        "prompts.py": PROMPTS,
        "utils.py": SPLIT,
        "configuration.py": `
        from __future__ import annotations
        from dataclasses import dataclass, field, fields
        from langchain_core.runnables import RunnableConfig, ensure_config
        import prompts
        @dataclass(kw_only=True)
        class Configuration:
            system_prompt: str = field(default=prompts.SYSTEM_PROMPT, metadata={"description": "..."})
            model: str = field(default="anthropic/claude-sonnet-4-5")
            @classmethod
            def from_runnable_config(cls, config: RunnableConfig | None = None) -> Configuration:
                config = ensure_config(config)
                configurable = config.get("configurable") or {}
                _fields = {f.name for f in fields(cls) if f.init}
                return cls(**{k: v for k, v in configurable.items() if k in _fields})`,
        "graph.py": `
        from langgraph.graph import StateGraph
        from configuration import Configuration
        from utils import load_chat_model
        def call_model(state, config):
            configuration = Configuration.from_runnable_config(config)
            model = load_chat_model(configuration.model)
            message = configuration.system_prompt.format(system_time=now())
            return model.invoke([{"role": "system", "content": message}, *state.messages], config)
        builder = StateGraph(dict, config_schema=Configuration)
        builder.add_node("call_model", call_model)
        graph = builder.compile()`,
      },
      EXPECTED,
    ],
    [
      "a default beside the key of the configuration",
      {
        "graph.py": `
        from langgraph.graph import StateGraph
        from langchain.chat_models import init_chat_model
        def call_model(state, config):
            name = config["configurable"].get("model", "anthropic/claude-sonnet-4-5")
            provider, model = name.split("/", 1)
            return init_chat_model(model, model_provider=provider).invoke(state["messages"])
        builder = StateGraph(dict)
        builder.add_node("call_model", call_model)
        graph = builder.compile()`,
      },
      EXPECTED.slice(0, 2),
    ],
    [
      "the runtime asked for, and one name of both",
      {
        "graph.py": `
        from dataclasses import dataclass
        from langgraph.graph import StateGraph
        from langgraph.runtime import get_runtime
        from langchain.chat_models import init_chat_model
        @dataclass
        class Settings:
            model: str = "anthropic:claude-sonnet-4-5"
        def call_model(state):
            runtime = get_runtime(Settings)
            return init_chat_model(runtime.context.model).invoke(state["messages"])
        builder = StateGraph(dict, context_schema=Settings)
        builder.add_node("call_model", call_model)
        graph = builder.compile()`,
      },
      EXPECTED.slice(0, 2),
    ],
    [
      "a settings function of TypeScript",
      {
        "prompts.ts": "export const SYSTEM_PROMPT = `You are a friendly assistant of the library. You know every shelf. {system_time}`;",
        "utils.ts": `
        import { initChatModel } from "langchain/chat_models/universal";
        export async function loadChatModel(fullySpecifiedName: string) {
          const index = fullySpecifiedName.indexOf("/");
          if (index === -1) return await initChatModel(fullySpecifiedName);
          const provider = fullySpecifiedName.slice(0, index);
          const model = fullySpecifiedName.slice(index + 1);
          return await initChatModel(model, { modelProvider: provider });
        }`,
        "configuration.ts": `
        import { Annotation } from "@langchain/langgraph";
        import { RunnableConfig } from "@langchain/core/runnables";
        import { SYSTEM_PROMPT } from "./prompts.js";
        export const ConfigurationSchema = Annotation.Root({ systemPromptTemplate: Annotation<string>, model: Annotation<string> });
        export function ensureConfiguration(config: RunnableConfig) {
          const configurable = config.configurable ?? {};
          return {
            systemPromptTemplate: configurable.systemPromptTemplate ?? SYSTEM_PROMPT,
            model: configurable.model ?? "anthropic/claude-sonnet-4-5",
          };
        }`,
        "graph.ts": `
        import { StateGraph, MessagesAnnotation } from "@langchain/langgraph";
        import { ensureConfiguration, ConfigurationSchema } from "./configuration.js";
        import { loadChatModel } from "./utils.js";
        async function callModel(state: any, config: any) {
          const configuration = ensureConfiguration(config);
          const model = await loadChatModel(configuration.model);
          const response = await model.invoke([
            { role: "system", content: configuration.systemPromptTemplate.replace("{system_time}", new Date().toISOString()) },
            ...state.messages,
          ]);
          return { messages: [response] };
        }
        const builder = new StateGraph(MessagesAnnotation, ConfigurationSchema).addNode("callModel", callModel);
        export const graph = builder.compile();`,
      },
      [
        "model claude-sonnet-4-5 -served_by-> ai-service anthropic",
        "agent builder -uses_model-> model claude-sonnet-4-5",
        "agent builder -has_prompt-> prompt SYSTEM_PROMPT",
      ],
    ],
  ]);
});
