import { describe, expect, it } from "vitest";
import { readSource } from "../read-source.ts";
import { outline } from "../testing/outline.ts";
import { rawLines } from "./strings.ts";

async function lowered(source: string): Promise<string> {
  return outline(await readSource("csharp", source));
}

describe("C# SDK code", () => {
  it("reads MCP servers: top-level statements, type arguments, attributes", async () => {
    const text = await lowered(`using Microsoft.Extensions.Hosting;
using static System.Math;
using Json = System.Text.Json.JsonSerializer;
global using ModelContextProtocol.Server;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddMcpServer().WithStdioServerTransport().WithTools<Echo.Tool, Other>();
await builder.Build().RunAsync();

/// Echoes.
[McpServerToolType]
public static class EchoTool
{
    [McpServerTool(Name = "echo", ReadOnly = true), Description("Echoes the message")]
    public static async Task<string> Echo([Description("what")] string message, HttpClient client, CancellationToken token = default, params string[] rest) => await client.GetStringAsync($"hello {message}");
}
`);
    expect(text).toContain(
      'import * from "Microsoft.Extensions.Hosting"\nimport * from "System.Math"\nimport JsonSerializer as Json from "System.Text.Json"\nimport * from "ModelContextProtocol.Server"',
    );
    expect(text).toContain(
      "builder = Host.CreateApplicationBuilder(args)\nbuilder.Services.AddMcpServer().WithStdioServerTransport().WithTools<Echo.Tool, Other>()\nbuilder.Build().RunAsync()",
    );
    expect(text).toContain('doc "Echoes."\n@McpServerToolType exported class EchoTool');
    expect(text).toContain(
      '@McpServerTool(Name="echo", ReadOnly=true) @Description("Echoes the message") exported static async function Echo(@Description("what") message: string, client: HttpClient, token: CancellationToken = null, *rest: [string]) -> Task[string]\n    return client.GetStringAsync(`hello ${message}`)',
    );
  });

  it("reads Semantic Kernel: plugins, settings, primary constructors, properties", async () => {
    const text = await lowered(`namespace Bank.Agents;
public sealed class Lights(IChat chat, string key = "k") : Plugin(chat), ILights<int>
{
    private const string Model = "gpt-4o", Path = @"c:\\""x""";
    public required string Name { get; init; } = "lights";
    public string Upper => Name.ToUpper();
    [KernelFunction, Description("Changes state")]
    public string Change(int id) { return chat.Ask(id)!; }
    public Lights() : this(null, "x") => Init();
}
class Program {
  async Task Run() {
    IKernelBuilder builder = Kernel.CreateBuilder();
    builder.AddAzureOpenAIChatCompletion(deploymentName: "gpt", endpoint: Environment.GetEnvironmentVariable("E")!, new DefaultAzureCredential());
    Kernel kernel = builder.Build();
    kernel.Plugins.AddFromType<Lights>("Lights");
    OpenAIPromptExecutionSettings settings = new() { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto(), Stop = { "a" }, Temperature = 0.5f };
    var service = kernel.GetRequiredService<IChatCompletionService>();
    var r = await kernel.InvokePromptAsync("Hi {{$input}}", new KernelArguments(settings) { ["input"] = text });
  }
}
`);
    expect(text).toContain("package Bank.Agents");
    expect(text).toContain(
      'exported class Lights(Plugin, ILights[int])\n  chat: IChat\n  key: string\n  exported function constructor(chat: IChat, key: string = "k")\n    base(chat)\n    this.chat = chat\n    this.key = key',
    );
    expect(text).toContain('  constant Model: string = "gpt-4o"\n  constant Path: string = "c:\\\\\\"x\\""');
    expect(text).toContain('  exported Name: string = "lights"\n  exported Upper: string = Name.ToUpper()');
    expect(text).toContain(
      '  @KernelFunction @Description("Changes state") exported function Change(id: int) -> string\n    return chat.Ask(id)',
    );
    expect(text).toContain('  exported function constructor()\n    this(null, "x")\n    return Init()');
    expect(text).toContain(
      'builder.AddAzureOpenAIChatCompletion(deploymentName="gpt", endpoint=Environment.GetEnvironmentVariable("E"), new DefaultAzureCredential())',
    );
    expect(text).toContain('kernel.Plugins.AddFromType<Lights>("Lights")');
    expect(text).toContain(
      'settings: OpenAIPromptExecutionSettings = new OpenAIPromptExecutionSettings(FunctionChoiceBehavior=FunctionChoiceBehavior.Auto(), Stop=["a"], Temperature=0.5)',
    );
    expect(text).toContain("service = kernel.GetRequiredService<IChatCompletionService>()");
    expect(text).toContain('r = kernel.InvokePromptAsync("Hi {{$input}}", new KernelArguments(settings, input=text))');
  });

  it("reads OpenAI .NET and Azure: collections, target-typed new, streams", async () => {
    const text = await lowered(`
ChatClient client = new(model: "gpt-4o", apiKey: key);
List<ChatMessage> messages = [new SystemChatMessage("s"), new(ChatRole.User, "x"), ..rest];
var more = new List<ChatMessage>(messages) { new UserChatMessage("y") };
var map = new Dictionary<string, object> { ["a"] = new[] { 1 }, { "b", null } };
ChatTool tool = ChatTool.CreateFunctionTool(nameof(Get), functionParameters: BinaryData.FromString("""
    {
      "type": "object"
    }
    """));
using var stream = client.CompleteChat(messages, new ChatCompletionOptions { Tools = { tool } });
await foreach (StreamingChatCompletionUpdate update in client.CompleteChatStreamingAsync(messages)) { Console.Write(update?.Text ?? "-"); }
app.MapPost("/chat", async ([FromBody] Request request, ChatClient c) => { var a = new { request.Id, Name = "n" }; return Results.Ok(a); });
object o = request with { Id = 2 };
if (services.TryGet(out var found) && found is Foo { Name: "x" } foo) foo.Go();
`);
    expect(text).toContain('client: ChatClient = new ChatClient(model="gpt-4o", apiKey=key)');
    expect(text).toContain('messages: List[ChatMessage] = [new SystemChatMessage("s"), new ChatMessage(ChatRole.User, "x"), ...rest]');
    expect(text).toContain('more = [...messages, new UserChatMessage("y")]');
    expect(text).toContain('map = {"a": [1], "b": null}');
    expect(text).toContain('BinaryData.FromString("{\\n  \\"type\\": \\"object\\"\\n}")');
    expect(text).toContain("stream = client.CompleteChat(messages, new ChatCompletionOptions(Tools=[tool]))");
    expect(text).toContain('loop update in client.CompleteChatStreamingAsync(messages)\n  Console.Write(choice(update.Text | "-"))');
    expect(text).toContain(
      'app.MapPost("/chat", async function (@FromBody request: Request, c: ChatClient)\n  a = {"Id": request.Id, "Name": "n"}\n  return Results.Ok(a))',
    );
    expect(text).toContain('o: object = {**request, "Id": 2}');
    expect(text).toContain('found\nfoo: Foo = found\nif (services.TryGet(found) && (found is Foo(Name="x")))\n|\n  foo.Go()');
  });
});

describe("C# statements and strings", () => {
  it("reads switches, try, using, loops", async () => {
    const text = await lowered(`void F() {
  var r = x switch { 1 => "a", Foo { Y: 2 } f when g => h(f), _ => throw new E() };
  switch (x) { case 1: case "b": i(); break; case Foo q when q.Z: j(q); break; default: k(); break; }
  try { l(); } catch (E e) when (e.X) { m(); } finally { n(); }
  using (var s = Open()) { o(s); }
  for (int i = 0; i < 3; i++) p();
  (a, b) = q2(); c ??= d; u += (s, e) => v();
}`);
    expect(text).toContain('  f: Foo = x\n  r = choice(x ? "a" | h(f))');
    expect(text).toContain('  switch x; 1; "b"; (Foo && q.Z) exhaustive\n  |\n    i()\n  |\n    q: Foo = x\n    j(q)\n  |\n    k()');
    expect(text).toContain("  try E exhaustive\n  |\n    l()\n  |\n    e = other(E)\n    m()\n  n()\n  with s = Open()\n    o(s)");
    expect(text).toContain("  i: int = 0\n  loop while (i < 3)\n    p()\n    i += 1");
    expect(text).toContain("  [a, b] = q2()\n  c ??= d\n  u += function (s, e)\n    return v()");
  });

  it("reads every kind of string", async () => {
    const text =
      await lowered(`var a = "t\\t\\u0041"; var b = @"x""y\\n"; var c = $"{x,5:F2} {{y}}"; var d = $@"{p}\\"; var e = $$"""a {{x}} {b}"""; var f = $"""
      l {x}
        m
      """; var g = "u"u8; var h = 'c';`);
    expect(text).toContain(
      'a = "t\\tA"\nb = "x\\"y\\\\n"\nc = `${x} {y}`\nd = `${p}\\`\ne = `a ${x} {b}`\nf = `l ${x}\n  m`\ng = "u"\nh = "c"',
    );
  });

  it("reads both sides of a condition, and what broken source still says", async () => {
    expect(await lowered("#if DEBUG\na();\n#else\nb();\n#endif\n")).toBe("a()\nb()");
    const module = await readSource("csharp", 'class A { void F( { client.Chat("x"; } }\nclass B { int a = G(1); }');
    expect(module.errors.length).toBeGreaterThan(0);
    expect(outline(module)).toContain("G(1)");
  });
});

describe("rawLines", () => {
  it.each([
    [["\n  a\n    b\n  "], ["a\n  b"]],
    [
      ["\n  a ", " b\n  "],
      ["a ", " b"],
    ],
    [["one line"], ["one line"]],
  ])("%j", (pieces, lines) => {
    expect(rawLines(pieces)).toEqual(lines);
  });
});
