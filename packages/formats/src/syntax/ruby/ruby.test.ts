import { describe, expect, it } from "vitest";
import { readSource } from "../read-source.ts";
import { outline } from "../testing/outline.ts";

async function lowered(source: string): Promise<string> {
  return outline(await readSource("ruby", source));
}

describe("Ruby SDK code", () => {
  it("reads ruby-openai: requires, memoised clients, parameters, heredocs, streams", async () => {
    const text = await lowered(`# frozen_string_literal: true
require "openai"
require_relative "lib/tools"

MODEL = ENV.fetch("MODEL", "gpt-4o").freeze

# Talks to customers.
class Support::Assistant < Base
  include Loggable
  PROMPT = <<~TEXT
    You are #{name}.
      Be kind.\\n
  TEXT

  # Asks.
  def ask(question, temperature: 0.7, *rest, **options, &block)
    response = client.chat(parameters: { model: MODEL, "messages": [{ role: "user", content: "Q: #{question}" }], stream: proc { |chunk, _bytes| print chunk } }, **options)
    response.dig("choices", 0, :message)&.fetch("content")
  rescue Faraday::Error, OpenAI::Error => e
    log e
  ensure
    done
  end

  def self.create(key) = new(key)

  private

  def client
    @client ||= OpenAI::Client.new(access_token: ENV["OPENAI_API_KEY"], uri_base:)
  end
end
`);
    expect(text).toContain('import from "openai"\nimport from "./lib/tools"\nconstant MODEL = ENV.fetch("MODEL", "gpt-4o").freeze()');
    expect(text).toContain(
      'doc "Talks to customers."\nclass Support::Assistant(Base, Loggable)\n  include(Loggable)\n  constant PROMPT = `You are ${name}.\n    Be kind.\n  \n  `',
    );
    expect(text).toContain(
      '  doc "Asks."\n  exported function ask(question, temperature = 0.7, *rest, **options, block)\n    try Faraday.Error; OpenAI.Error exhaustive',
    );
    expect(text).toContain(
      'response = client.chat(parameters={"model": MODEL, "messages": [{"role": "user", "content": `Q: ${question}`}], "stream": proc(function (chunk, _bytes)\n        return print(chunk))}, **options)',
    );
    expect(text).toContain(
      '      return response.dig("choices", 0, "message").fetch("content")\n    |\n      e = other(Faraday.Error, OpenAI.Error)\n      return log(e)\n    done',
    );
    expect(text).toContain("  exported static function create(key)\n    return new(key)");
    expect(text).toContain(
      '  function client()\n    self.client ||= OpenAI.Client.new(access_token=ENV["OPENAI_API_KEY"], uri_base=uri_base)\n    return self.client',
    );
  });

  it("reads ruby_llm: configuration blocks, DSL tools, chats", async () => {
    const text = await lowered(`RubyLLM.configure do |config|
  config.openai_api_key = ENV.fetch("KEY")
end
class Weather < RubyLLM::Tool
  description "Gets current weather"
  param :latitude, type: :number, desc: "Latitude", required: true
  def execute(latitude:, longitude: 1)
    if cached? then hit else fetch "x#{latitude}" end
  end
end
chat = RubyLLM.chat(model: "claude-sonnet-4").with_tool(Weather).with_instructions <<~'SYS'
  raw \\n #{x}
SYS
chat.ask "Hi" do |chunk|
  print chunk.content
end
`);
    expect(text).toContain('RubyLLM.configure(function (config)\n  config.openai_api_key = ENV.fetch("KEY")');
    expect(text).toContain(
      'class Weather(RubyLLM.Tool)\n  description("Gets current weather")\n  param("latitude", type="number", desc="Latitude", required=true)',
    );
    expect(text).toContain(
      "  exported function execute(latitude, longitude = 1)\n    if cached?() exhaustive\n    |\n      return hit\n    |\n      return fetch(`x${latitude}`)",
    );
    expect(text).toContain('chat = RubyLLM.chat(model="claude-sonnet-4").with_tool(Weather).with_instructions("raw \\\\n #{x}\\n")');
    expect(text).toContain('chat.ask("Hi", function (chunk)\n  return print(chunk.content()))');
  });

  it("reads the mcp gem and langchainrb: schemas, class methods, mixins", async () => {
    const text = await lowered(`module Tools
  class Echo < MCP::Tool
    tool_name "echo"
    input_schema(properties: { message: { type: "string" } }, required: %w[message])
    annotations read_only_hint: true
    class << self
      def call(message:, server_context:) = MCP::Tool::Response.new([{ type: "text", text: message }])
    end
    def hidden; end
    private :hidden
    private def other_hidden(a); end
  end
  class Lookup
    extend Langchain::ToolDefinition
    define_function :find, description: "Find" do
      property :id, type: "string"
    end
  end
end
server = MCP::Server.new(name: "s", tools: [Tools::Echo], &handler)
llm = Langchain::LLM::OpenAI.new(api_key: ENV["K"], default_options: { temperature: 0.7, chat_model: "gpt-4o" })
`);
    expect(text).toContain(
      'module Tools\n  class Echo(MCP.Tool)\n    tool_name("echo")\n    input_schema(properties={"message": {"type": "string"}}, required=["message"])\n    annotations(read_only_hint=true)',
    );
    expect(text).toContain(
      '    exported static function call(message, server_context)\n      return MCP.Tool.Response.new([{"type": "text", "text": message}])\n    function hidden()\n',
    );
    expect(text).toContain("    function other_hidden(a)");
    expect(text).toContain(
      '  class Lookup(Langchain.ToolDefinition)\n    extend(Langchain.ToolDefinition)\n    define_function("find", description="Find", function ()\n      return property("id", type="string"))',
    );
    expect(text).toContain(
      'server = MCP.Server.new(name="s", tools=[Tools.Echo], handler)\nllm = Langchain.LLM.OpenAI.new(api_key=ENV["K"], default_options={"temperature": 0.7, "chat_model": "gpt-4o"})',
    );
  });
});

describe("Ruby statements and values", () => {
  it("reads conditions, case, loops and rescue", async () => {
    const text = await lowered(`a unless b
x = if c then d elsif e; f else g end
case h when 1, 2 then i when String then j else k end
case l
in {role: "assistant", content:, calls: [first, *]} if m then n
in String => s then o
end
value = begin
  prepare
  risky
rescue => e
  fallback
end
until q do r end
for t in [1, 2] do u end
v = w || y || 3
z, (aa, *bb) = cc
output = \`ls #{dir}\`
dd = -> (n) { system("run " "it", n) }
begin; ee; ensure; ff; end
`);
    expect(text).toContain("if other(b)\n|\n  a\nx = choice(c ? d | f | g)\nswitch h; 1; 2; String exhaustive\n|\n  i\n|\n  j\n|\n  k");
    expect(text).toContain('|\n  content = l["content"]\n  first = other(l["calls"])\n  n\n|\n  s = l\n  o');
    expect(text).toContain("try  exhaustive\n|\n  prepare\n|\n  e = other()\nvalue = choice(risky | fallback)");
    expect(text).toContain(
      'loop while q\n  r\nloop t in [1, 2]\n  u\nv = choice(w | y | 3)\n[z, [aa, ...bb]] = cc\noutput = `(`ls ${dir}`)\ndd = function (n)\n  return system("run it", n)\nee\nff',
    );
  });

  it("keeps what broken source still says", async () => {
    const module = await readSource("ruby", 'def f(\n  client.chat("x"\nend\nA = g(1)\n');
    expect(module.errors.length).toBeGreaterThan(0);
    expect(outline(module)).toContain("g(1)");
  });
});
