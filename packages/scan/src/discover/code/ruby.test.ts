import { describe } from "vitest";
import { itFinds, type LanguageCase } from "./testing/language-cases.ts";

const CASES: readonly LanguageCase[] = [
  {
    title: "ruby_llm: a chat with a tool and instructions, in another file",
    files: {
      "app/services/chat_service.rb": `class ChatService
  SYSTEM_PROMPT = "You are a helpful assistant that answers questions about the weather."
  def initialize
    @chat = RubyLLM.chat(model: "gpt-4o-mini").with_tool(Weather).with_instructions(SYSTEM_PROMPT)
  end
end`,
      "app/tools/weather.rb": `class Weather < RubyLLM::Tool
  description "Gets the current weather"
  def execute(latitude:) = 1
end`,
    },
    assets: ["model gpt-4o-mini", "prompt SYSTEM_PROMPT", "tool Weather"],
    relations: ["model gpt-4o-mini -has_prompt-> prompt SYSTEM_PROMPT", "model gpt-4o-mini -uses_tool-> tool Weather"],
    services: ["model gpt-4o-mini -served_by-> ai-service openai"],
  },
  {
    title: "ruby-openai: a client in an instance variable",
    files: {
      "lib/ask.rb": `require "openai"
class Ask
  def initialize
    @client = OpenAI::Client.new(access_token: ENV.fetch("OPENAI_API_KEY"))
  end
  def call(question)
    @client.chat(parameters: { model: "gpt-4.1", messages: [{ role: "user", content: question }] })
  end
end`,
    },
    assets: ["model gpt-4.1"],
    services: ["model gpt-4.1 -served_by-> ai-service openai"],
  },
  {
    title: "mcp: tools of a server",
    files: {
      "server.rb": `require "mcp"
class Lookup < MCP::Tool
end
server = MCP::Server.new(name: "directory", tools: [Lookup])`,
    },
    assets: ["mcp-server directory", "tool Lookup"],
    relations: ["mcp-server directory -exposes_tool-> tool Lookup"],
  },
];

describe("Ruby", () => itFinds(CASES));
