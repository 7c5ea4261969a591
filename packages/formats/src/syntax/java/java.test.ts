import { describe, expect, it } from "vitest";
import { readSource } from "../read-source.ts";
import { outline } from "../testing/outline.ts";
import { textBlock } from "./strings.ts";

async function lowered(source: string): Promise<string> {
  return outline(await readSource("java", source));
}

describe("Java SDK code", () => {
  it("reads Spring AI: @Value fields, @Bean methods, builder chains, tools", async () => {
    const text = await lowered(`package com.example;

import org.springframework.ai.chat.client.ChatClient;
import static org.springframework.util.Assert.notNull;
import org.springframework.ai.vectorstore.*;

@Configuration
public class AiConfig extends Base<String> implements Closeable {
    @Value("\${spring.ai.openai.api-key}")
    private String apiKey;

    /**
     * The client.
     */
    @Bean(name = "chat", autowire = {1, 2})
    public ChatClient chatClient(ChatClient.Builder builder, @Qualifier("pg") VectorStore store) {
        return builder.defaultSystem("You are " + name + ".")
            .defaultAdvisors(new QuestionAnswerAdvisor(store), advisor -> advisor.order(1))
            .defaultTools(new DateTools())
            .build();
    }
}
class DateTools {
    @Tool(description = "Get the date", returnDirect = true)
    String now(@ToolParam(description = "zone") String zone) { return LocalDate.now().toString(); }
}
`);
    expect(text).toContain("package com.example");
    expect(text).toContain('import ChatClient as ChatClient from "org.springframework.ai.chat.client"');
    expect(text).toContain('import notNull as notNull from "org.springframework.util.Assert"');
    expect(text).toContain('import * from "org.springframework.ai.vectorstore"');
    expect(text).toContain("@Configuration exported class AiConfig(Base[String], Closeable)");
    expect(text).toContain('  @Value("${spring.ai.openai.api-key}") apiKey: String');
    expect(text).toContain(
      '  doc "The client."\n  @Bean(name="chat", autowire=[1, 2]) exported function chatClient(builder: ChatClient.Builder, @Qualifier("pg") store: VectorStore) -> ChatClient',
    );
    expect(text).toContain(
      'return builder.defaultSystem((("You are " + name) + ".")).defaultAdvisors(new QuestionAnswerAdvisor(store), function (advisor)\n      return advisor.order(1)).defaultTools(new DateTools()).build()',
    );
    expect(text).toContain(
      '@Tool(description="Get the date", returnDirect=true) function now(@ToolParam(description="zone") zone: String) -> String',
    );
  });

  it("reads LangChain4j: AI services, messages, anonymous and lambda tools", async () => {
    const text = await lowered(`
@AiService(wiringMode = EXPLICIT, chatModel = "openAi")
interface Assistant {
    String MODEL = "gpt-4o";
    @SystemMessage({"You are", "polite"})
    @UserMessage("""
        Hi {{it}},
          bye \\
        now
        """)
    Result<String> chat(@MemoryId int id, @V("name") final String name, String... rest);
}
class Main {
    static final ChatLanguageModel model = OpenAiChatModel.builder().apiKey(System.getenv("OPENAI_API_KEY")).modelName(GPT_4_O_MINI).build();
    void run() {
        var assistant = AiServices.builder(Assistant.class).chatMemoryProvider(id -> MessageWindowChatMemory.withMaxMessages(10)).build();
        Runnable r = new Thread("x") { @Override public void run() { assistant.chat(1, "a"); } };
        list.stream().map(Tool::name).map(String[]::new);
        Map<String, Object> m = new HashMap<String, Object>();
    }
}
`);
    expect(text).toContain(
      '@AiService(wiringMode=EXPLICIT, chatModel="openAi") interface Assistant\n  exported constant MODEL: String = "gpt-4o"',
    );
    expect(text).toContain(
      '@SystemMessage(["You are", "polite"]) @UserMessage("Hi {{it}},\\n  bye now\\n") exported function chat(@MemoryId id: int, @V("name") name: String, *rest: String) -> Result[String]',
    );
    expect(text).toContain(
      'constant model: ChatLanguageModel = OpenAiChatModel.builder().apiKey(System.getenv("OPENAI_API_KEY")).modelName(GPT_4_O_MINI).build()',
    );
    expect(text).toContain(
      "assistant = AiServices.builder(Assistant).chatMemoryProvider(function (id)\n      return MessageWindowChatMemory.withMaxMessages(10)).build()",
    );
    expect(text).toContain(
      'r: Runnable = new class (Thread)\n      @Override exported function run() -> void\n        assistant.chat(1, "a")("x")',
    );
    expect(text).toContain("list.stream().map(Tool.name).map([String].new)");
    expect(text).toContain("m: Map[[String, Object]] = new HashMap<String, Object>()");
  });

  it("reads openai-java and the MCP SDK: nested builders, records, constructors", async () => {
    const text = await lowered(`
public record Order(@JsonProperty("id") String id, int amount) implements Item {
    Order { Objects.requireNonNull(id); }
}
class Server {
    private final McpSyncServer server;
    Server(Transport transport, String... names) {
        super(transport);
        this.server = McpServer.sync(transport).serverInfo("my-server", "1.0.0").capabilities(ServerCapabilities.builder().tools(true).build()).build();
        server.addTool(new McpServerFeatures.SyncToolSpecification(new Tool("calc", schema), (exchange, args) -> { return new CallToolResult(eval(args), false); }));
    }
    void ask() throws Exception {
        ChatCompletionCreateParams params = ChatCompletionCreateParams.builder().model(ChatModel.GPT_4_1).addUserMessage("Hi").build();
        try (var client = OpenAIOkHttpClient.fromEnv(); shared) { client.chat().completions().create(params); }
        catch (IOException | ApiException e) { log(e); } finally { done(); }
    }
}
`);
    expect(text).toContain(
      'exported class Order(Item)\n  @JsonProperty("id") constant id: String\n  constant amount: int\n  exported function constructor(@JsonProperty("id") id: String, amount: int)\n    Objects.requireNonNull(id)\n    this.id = id\n    this.amount = amount',
    );
    expect(text).toContain(
      "  function constructor(transport: Transport, *names: String)\n    super(transport)\n    this.server = McpServer.sync(transport)",
    );
    expect(text).toContain(
      'server.addTool(new McpServerFeatures.SyncToolSpecification(new Tool("calc", schema), function (exchange, args)\n      return new CallToolResult(eval(args), false)))',
    );
    expect(text).toContain(
      'params: ChatCompletionCreateParams = ChatCompletionCreateParams.builder().model(ChatModel.GPT_4_1).addUserMessage("Hi").build()',
    );
    expect(text).toContain(
      "with client = OpenAIOkHttpClient.fromEnv(), shared\n      try IOException; ApiException exhaustive\n      |\n        client.chat().completions().create(params)\n      |\n        e = other(IOException, ApiException)\n        log(e)\n    done()",
    );
  });
});

describe("Java statements and values", () => {
  it("makes a switch a branch or a choice", async () => {
    const text = await lowered(`class A { void f() {
  String m = switch (x) { case 1, 2 -> "a"; case FOO -> { log(); yield g(); } default -> throw new E(); };
  switch (o) { case Foo f when f.x() -> h(f); case Rec(int a, var b) -> i(a); default -> {} }
  switch (k) { case 1: case 2: j(); break; default: l(); }
} }`);
    expect(text).toContain('m: String = choice(x ? "a" | g())');
    expect(text).toContain("    switch x; 1; 2; FOO exhaustive\n    |\n    |\n      log()\n    |\n      other(new E())");
    expect(text).toContain("switch o; (Foo && f.x()); Rec(int, other()) exhaustive\n    |\n      f: Foo = o\n      h(f)");
    expect(text).toContain("switch k; 1; 2 exhaustive\n    |\n      j()\n    |\n      l()");
  });

  it("reads enums, conditions, loops and assignments used as values", async () => {
    const text =
      await lowered(`enum Model { GPT("gpt-4o"), CLAUDE("claude") { void f() { g(); } }; private final String id; Model(String id) { this.id = id; } }
class B { int n = 0x1F, q; void f() { if (a instanceof Foo foo) b(); else if (c) { d(); } for (Tool t : tools) e(t); while ((line = in.read()) != null) use(line); a = b = c(); x = y ? 1L : 2; } }`);
    expect(text).toContain('enum Model\n  exported constant GPT = new Model("gpt-4o")');
    expect(text).toContain("  constant id: String\n  function constructor(id: String)\n    this.id = id");
    expect(text).toContain("  n: int = 31\n  q: int");
    expect(text).toContain("    foo: Foo = a\n    if (a instanceof Foo); c\n    |\n      b()\n    |\n      d()");
    expect(text).toContain("    loop t in tools\n      e(t)\n    line = in.read()\n    loop while (line != null)");
    expect(text).toContain("    b = c()\n    a = b\n    x = choice(y ? 1 | 2)");
  });

  it("keeps what broken source still says", async () => {
    const module = await readSource("java", 'class A { void f( { client.chat("x"; } }\nclass B { int a = g(1); }');
    expect(module.errors.length).toBeGreaterThan(0);
    expect(outline(module)).toContain("g(1)");
  });
});

describe("textBlock", () => {
  it.each([
    ['"""\n    a\n      b\n    """', "a\n  b\n"],
    ['"""\n    a\n  """', "  a\n"],
    ['"""\n    a"""', "a"],
    ['"""\n    a \\t\\s  \n\n    b\\"""\n    """', 'a \t \n\nb"""\n'],
  ])("%j", (literal, value) => {
    expect(textBlock(literal)).toBe(value);
  });
});
