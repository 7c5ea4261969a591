import { describe } from "vitest";
import { itFinds, type LanguageCase } from "./testing/language-cases.ts";

const CASES: readonly LanguageCase[] = [
  {
    title: "Semantic Kernel: models of a kernel builder, functions, agents",
    files: {
      "Program.cs": `using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.Agents;
var builder = Kernel.CreateBuilder();
builder.AddAzureOpenAIChatCompletion("gpt-4o-prod", "https://x.openai.azure.com", "key");
var kernel = builder.Build();
ChatCompletionAgent agent = new() { Name = "Host", Instructions = "Answer questions about the menu of the restaurant and nothing else.", Kernel = kernel };
class MenuPlugin
{
    [KernelFunction]
    public string GetSpecials() => "soup";
}`,
    },
    assets: ["agent Host", "model gpt-4o-prod", "prompt agent prompt", "tool GetSpecials"],
    services: ["model gpt-4o-prod -served_by-> ai-service azure-openai"],
  },
  {
    title: "MCP: tools by attribute, a server that takes one type and one that scans its assembly",
    files: {
      "Typed/Program.cs": `using ModelContextProtocol;
var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddMcpServer().WithStdioServerTransport().WithTools<WeatherTools>();`,
      "Typed/WeatherTools.cs": `using ModelContextProtocol.Server;
[McpServerToolType]
public sealed class WeatherTools
{
    [McpServerTool, Description("Alerts")]
    public static string GetAlerts(string state) => state;
    [McpServerTool(Name = "forecast")]
    public static string GetForecast(string city) => city;
}`,
    },
    assets: ["mcp-server Typed", "tool GetAlerts", "tool forecast"],
    relations: ["mcp-server Typed -exposes_tool-> tool GetAlerts", "mcp-server Typed -exposes_tool-> tool forecast"],
  },
  {
    title: "OpenAI and Microsoft.Extensions.AI: a chat client, a tool from a method",
    files: {
      "Program.cs": `using Microsoft.Extensions.AI;
using OpenAI;
var openAIClient = new OpenAIClient(Environment.GetEnvironmentVariable("OPENAI_API_KEY"));
IChatClient client = openAIClient.GetChatClient("gpt-4o-mini").AsIChatClient().AsBuilder().UseFunctionInvocation().Build();
AIFunction weather = AIFunctionFactory.Create(GetWeather, "get_weather");
var response = await client.GetResponseAsync("hi", new ChatOptions { Tools = [weather] });
string GetWeather() => "sunny";`,
    },
    assets: ["model gpt-4o-mini", "tool get_weather"],
    relations: ["model gpt-4o-mini -uses_tool-> tool get_weather"],
    services: ["model gpt-4o-mini -served_by-> ai-service openai"],
  },
];

describe("C#", () => itFinds(CASES));
