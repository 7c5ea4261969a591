import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

const ASK = `from openai import OpenAI

client = OpenAI()

def ask(question):
    return client.chat.completions.create(model="gpt-4.1-mini", messages=[{"role": "user", "content": question}])
`;

describe("functions of cloud platforms that answer to HTTP", () => {
  testFound([
    [
      "Azure Functions in C#: attribute, methods and route; a timer is no endpoint",
      {
        "src/Ask.cs": `using Microsoft.Azure.Functions.Worker;
using OpenAI.Chat;
namespace Shop;
public class Ask
{
    private readonly ChatClient _chat = new ChatClient("gpt-4.1-mini", "key");
    [Function("Ask")]
    public async Task<object> Run([HttpTrigger(AuthorizationLevel.Function, "post")] HttpRequestData req) => await _chat.CompleteChatAsync("hi");
    [FunctionName("Rate")]
    public async Task<object> Rate([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "orders/{id}/rate")] HttpRequest req) => await _chat.CompleteChatAsync("hi");
    [Function("Nightly")]
    public async Task Nightly([TimerTrigger("0 0 * * *")] object timer) => await _chat.CompleteChatAsync("hi");
}`,
      },
      ["endpoint POST /api/Ask -uses_model-> model gpt-4.1-mini", "endpoint GET /api/orders/{id}/rate -uses_model-> model gpt-4.1-mini"],
      ["endpoint ANY /api/Nightly"],
    ],
    [
      "Azure Functions in Python: decorators, and the prefix of host.json",
      {
        "host.json": `{ "version": "2.0", "extensions": { "http": { "routePrefix": "v1" } } }`,
        "function_app.py": `import azure.functions as func
from openai import OpenAI

app = func.FunctionApp()
client = OpenAI()

@app.route(route="ask", methods=["POST"])
def ask_question(req: func.HttpRequest) -> func.HttpResponse:
    return client.chat.completions.create(model="gpt-4.1-mini", messages=[])
`,
      },
      ["endpoint POST /v1/ask -uses_model-> model gpt-4.1-mini"],
    ],
    [
      "Azure Functions in JavaScript: app.http",
      {
        "src/functions/ask.js": `import { app } from "@azure/functions";
import OpenAI from "openai";
const client = new OpenAI();
app.http("ask", { methods: ["POST"], authLevel: "anonymous", handler: async (request) => ({ body: await client.responses.create({ model: "gpt-4.1-mini", input: "hi" }) }) });`,
      },
      ["endpoint POST /api/ask -uses_model-> model gpt-4.1-mini"],
    ],
    [
      "Azure Functions in Java",
      {
        "src/Ask.java": `import com.microsoft.azure.functions.annotation.*;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.responses.ResponseCreateParams;
public class Ask {
  private final OpenAIClient client = OpenAIOkHttpClient.fromEnv();
  @FunctionName("ask")
  public Object run(@HttpTrigger(name = "req", methods = {HttpMethod.POST}, route = "shop/ask") Object request) {
    return client.responses().create(ResponseCreateParams.builder().model("gpt-4.1-mini").input("hi").build());
  }
}`,
      },
      ["endpoint POST /api/shop/ask"],
    ],
    [
      "function.json beside the script",
      {
        "ask/function.json": `{ "scriptFile": "__init__.py", "bindings": [{ "type": "httpTrigger", "direction": "in", "methods": ["post"] }] }`,
        "ask/__init__.py": `${ASK}
def main(req):
    return ask(req)
`,
      },
      ["endpoint POST /api/ask -uses_model-> model gpt-4.1-mini"],
    ],
    [
      "serverless.yml: http and httpApi events; a schedule is no endpoint",
      {
        "serverless.yml": `functions:
  ask:
    handler: src/ask.handler
    events:
      - http: { path: ask, method: post }
      - httpApi: "GET /ask/{id}"
      - schedule: rate(1 day)
`,
        "src/ask.py": `${ASK}
def handler(event, context):
    return ask(event)
`,
      },
      ["endpoint POST /ask -uses_model-> model gpt-4.1-mini", "endpoint GET /ask/{id} -uses_model-> model gpt-4.1-mini"],
    ],
    [
      "a SAM template: Events of type Api",
      {
        "template.yaml": `Resources:
  Ask:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: ask/
      Handler: app.lambda_handler
      Events:
        Web: { Type: Api, Properties: { Path: /ask, Method: post } }
        Queue: { Type: SQS, Properties: { Queue: q } }
`,
        "ask/app.py": `${ASK}
def lambda_handler(event, context):
    return ask(event)
`,
      },
      ["endpoint POST /ask -uses_model-> model gpt-4.1-mini"],
    ],
  ]);
});
