import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

const PROJECT = `<Project Sdk="Microsoft.NET.Sdk"></Project>`;

describe("C#: what injected services reach", () => {
  testFound([
    [
      "methods of an object that are tools are called what they are, not by the variable",
      {
        "App.csproj": PROJECT,
        "Desk.cs": `using Microsoft.Extensions.AI;
namespace Shop;
public class Desk(IChatClient client)
{
    public Task<ChatResponse> Ask(Manual manual)
    {
        var tools = new DeskTools(manual);
        return client.GetResponseAsync("Where is my order, and when will it come?", new ChatOptions { ModelId = "gpt-4.1-mini", Tools = [AIFunctionFactory.Create(tools.SearchManual)] });
    }
    private class DeskTools(Manual manual)
    {
        public string SearchManual(string phrase) { return manual.Find(phrase); }
    }
}`,
      },
      ["tool SearchManual", "model gpt-4.1-mini -uses_tool-> tool SearchManual"],
      ["tool tools.SearchManual"],
    ],
    [
      "Semantic Kernel of the first generation: kernel, chat and history of a container, memory with its embeddings, search",
      {
        "Startup.cs": `using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.AI.ChatCompletion;
using Microsoft.SemanticKernel.Connectors.Memory.Pinecone;
var host = new HostBuilder().ConfigureServices(services =>
{
    services.AddTransient<IKernel>(provider =>
    {
        var settings = provider.GetRequiredService<IConfiguration>();
        var key = settings.GetValue<string>("OPENAI_KEY");
        var store = new PineconeMemoryStore("us-east", settings["PINECONE_API_KEY"]);
        return new KernelBuilder()
            .Configure(c => c.AddOpenAIChatCompletionService("gpt-4", key))
            .Configure(c => c.AddOpenAITextEmbeddingGenerationService("text-embedding-3-small", key))
            .WithMemoryStorage(store)
            .Build();
    });
    services.AddTransient<IChatCompletion>(p => p.GetRequiredService<IKernel>().GetService<IChatCompletion>());
    const string persona = "You are the concierge of a hotel and answer questions of guests.";
    services.AddSingleton<ChatHistory>(p => p.GetRequiredService<IChatCompletion>().CreateNewChat(persona));
}).Build();`,
        "Ask.cs": `using Microsoft.Azure.Functions.Worker;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.AI.ChatCompletion;
public class Ask
{
    private readonly IKernel _kernel; private readonly IChatCompletion _chat; private readonly ChatHistory _history;
    public Ask(IKernel kernel, IChatCompletion chat, ChatHistory history) { _kernel = kernel; _chat = chat; _history = history; }
    [Function("Ask")]
    public async Task<string> Run([HttpTrigger(AuthorizationLevel.Function, "post")] HttpRequestData req)
    {
        _history.AddUserMessage(await Lookup("pool"));
        return await _chat.GenerateMessageAsync(_history);
    }
    private async Task<string> Lookup(string query)
    {
        var result = "";
        await foreach (var hit in _kernel.Memory.SearchAsync("facts", query)) result += hit.Metadata.Text;
        return result;
    }
}`,
      },
      [
        "endpoint POST /api/Ask -uses_model-> model gpt-4",
        "endpoint POST /api/Ask -has_prompt-> prompt persona",
        "endpoint POST /api/Ask -uses_retriever-> retriever Lookup",
        "retriever Lookup -retrieves_from-> vector-store pinecone",
        "vector-store pinecone -embeds_with-> model text-embedding-3-small",
        "vector-store pinecone -authenticated_by-> secret-ref PINECONE_API_KEY",
        "model gpt-4 -authenticated_by-> secret-ref OPENAI_KEY",
      ],
      ["endpoint POST /api/Ask -uses_model-> model text-embedding-3-small", "vector-store pinecone -embeds_with-> model gpt-4"],
    ],
    [
      "each program has a container of its own",
      {
        "a/a.csproj": PROJECT,
        "a/Program.cs": `using OpenAI.Chat;
builder.Services.AddSingleton<ChatClient>(new ChatClient("gpt-4.1", "k"));
app.MapPost("/a", async (ChatClient chat) => await chat.CompleteChatAsync("hi"));
var app = WebApplication.Create();`,
        "b/b.csproj": PROJECT,
        "b/Program.cs": `using OpenAI.Chat;
builder.Services.AddSingleton<ChatClient>(new ChatClient("o4-mini", "k"));
app.MapPost("/b", async (ChatClient chat) => await chat.CompleteChatAsync("hi"));
var app = WebApplication.Create();`,
      },
      ["endpoint POST /a -uses_model-> model gpt-4.1", "endpoint POST /b -uses_model-> model o4-mini"],
      ["endpoint POST /a -uses_model-> model o4-mini", "endpoint POST /b -uses_model-> model gpt-4.1"],
    ],
    [
      "Semantic Kernel today: services of a builder, a kernel in a handler, a prompt that is invoked",
      {
        "Program.cs": `using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddKernel();
builder.Services.AddAzureOpenAIChatCompletion("gpt-4o-prod", builder.Configuration["AZURE_ENDPOINT"], builder.Configuration["AZURE_OPENAI_KEY"]);
var app = builder.Build();
app.MapPost("/summary", async (Kernel kernel, string text) => await kernel.InvokePromptAsync("Summarise the text of the customer in three sentences."));
app.MapPost("/chat", async (IChatCompletionService chat, string text) =>
{
    var history = new ChatHistory();
    history.AddSystemMessage("You help the customers of a garden shop with their plants.");
    history.AddUserMessage(text);
    return await chat.GetChatMessageContentAsync(history);
});`,
      },
      [
        "endpoint POST /summary -uses_model-> model gpt-4o-prod",
        "endpoint POST /summary -has_prompt-> prompt inline prompt",
        "endpoint POST /chat -uses_model-> model gpt-4o-prod",
        "endpoint POST /chat -has_prompt-> prompt inline prompt",
        "model gpt-4o-prod -authenticated_by-> secret-ref AZURE_OPENAI_KEY",
      ],
    ],
    [
      "Microsoft.Extensions.AI: a chat client that is registered",
      {
        "Program.cs": `using Microsoft.Extensions.AI;
using OpenAI;
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddChatClient(new OpenAIClient(builder.Configuration["OPENAI_API_KEY"]).GetChatClient("gpt-4.1-mini").AsIChatClient());
var app = builder.Build();`,
        "Controllers/ChatController.cs": `using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.AI;
[ApiController]
[Route("api/[controller]")]
public class ChatController(IChatClient client) : ControllerBase
{
    [HttpPost("ask")]
    public async Task<string> Ask(string question) => (await client.GetResponseAsync(question)).Text;
}`,
      },
      ["endpoint POST /api/chat/ask -uses_model-> model gpt-4.1-mini"],
    ],
    [
      "a client of Azure behind an interface: messages of a service, an agent, Kernel Memory",
      {
        "Program.cs": `using Azure.AI.OpenAI;
using Microsoft.Extensions.AI;
using Microsoft.KernelMemory;
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(new AzureOpenAIClient(new Uri("https://x.openai.azure.com"), "k"));
builder.Services.AddSingleton<IChatClient>(sp => sp.GetRequiredService<AzureOpenAIClient>().GetChatClient("gpt-4o").AsIChatClient());
builder.Services.AddScoped<SupportService>();
var memory = new KernelMemoryBuilder().WithOpenAIDefaults(Environment.GetEnvironmentVariable("OPENAI_API_KEY")).WithQdrantMemoryDb("http://localhost:6333").Build<MemoryServerless>();
builder.Services.AddSingleton<IKernelMemory>(memory);
var app = builder.Build();
app.MapPost("/support", async (SupportService service, string q) => await service.Answer(q));
app.MapGet("/ask", async (IKernelMemory km, string q) => await km.AskAsync(q));
app.MapPost("/plan", async (IChatClient client, string q) =>
{
    var planner = client.CreateAIAgent(instructions: "You plan journeys through the Alps by train and on foot.", name: "planner");
    return await planner.RunAsync(q);
});`,
        "SupportService.cs": `using Microsoft.Extensions.AI;
public class SupportService
{
    private readonly IChatClient _client;
    public SupportService(IChatClient client) => _client = client;
    public async Task<string> Answer(string q)
    {
        List<ChatMessage> messages = [new(ChatRole.System, "You are a support engineer of a bicycle shop, be brief."), new(ChatRole.User, q)];
        return (await _client.GetResponseAsync(messages)).Text;
    }
}`,
      },
      [
        "endpoint POST /support -uses_model-> model gpt-4o",
        "model gpt-4o -has_prompt-> prompt Answer prompt",
        "endpoint POST /plan -exposes-> agent planner",
        "agent planner -uses_model-> model gpt-4o",
        "endpoint GET /ask -uses_retriever-> retriever AskAsync",
        "retriever AskAsync -retrieves_from-> vector-store qdrant",
      ],
      ["endpoint POST /support -uses_model-> model gpt-4o-mini"],
    ],
    [
      "Aspire: models of the host and of a client",
      {
        "AppHost/Program.cs": `var builder = DistributedApplication.CreateBuilder(args);
var chat = builder.AddAzureOpenAI("openai").AddDeployment("chat", "gpt-4o", "2024-08-06");
var local = builder.AddOllama("ollama").WithDataVolume().AddModel("llama3.2");
builder.Build().Run();`,
        "Web/Program.cs": `using Microsoft.Extensions.AI;
var builder = WebApplication.CreateBuilder(args);
builder.AddAzureOpenAIClient("openai").AddChatClient("gpt-4o");
var app = builder.Build();
app.MapPost("/chat", async (IChatClient client, string q) => await client.GetResponseAsync(q));`,
      },
      ["model gpt-4o", "model llama3.2", "endpoint POST /chat -uses_model-> model gpt-4o"],
    ],
  ]);
});
