import { describe } from "vitest";
import { itFinds, type LanguageCase } from "./testing/language-cases.ts";

const CASES: readonly LanguageCase[] = [
  {
    title: "LangChain4j: an AI service with tools, the model from a builder",
    files: {
      "src/main/java/x/App.java": `package x;
import static dev.langchain4j.model.openai.OpenAiChatModelName.GPT_4_O_MINI;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.SystemMessage;
class App {
  interface Assistant { @SystemMessage("You are a polite assistant for customers of a bank.") String chat(String message); }
  static class Calculator { @Tool("Adds two numbers") double add(double a, double b) { return a + b; } }
  void run() {
    var model = OpenAiChatModel.builder().apiKey(System.getenv("OPENAI_API_KEY")).modelName(GPT_4_O_MINI).build();
    Assistant assistant = AiServices.builder(Assistant.class).chatModel(model).tools(new Calculator()).build();
  }
}`,
    },
    assets: ["agent Assistant", "model gpt-4o-mini", "prompt chat", "tool add"],
    relations: [
      "agent Assistant -has_prompt-> prompt chat",
      "agent Assistant -uses_model-> model gpt-4o-mini",
      "agent Assistant -uses_tool-> tool add",
    ],
    services: ["model gpt-4o-mini -served_by-> ai-service openai"],
  },
  {
    title: "Spring AI: tools by annotation, a client with defaults, an endpoint under its controller's path",
    files: {
      "src/main/java/x/ChatController.java": `package x;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.web.bind.annotation.*;
@RestController
@RequestMapping("/api")
class ChatController {
  private final ChatClient chatClient;
  ChatController(ChatClient.Builder builder) {
    this.chatClient = builder.defaultSystem("You are a helpful assistant of an airline.").defaultTools(new FlightTools()).build();
  }
  @PostMapping("/chat")
  String chat(@RequestBody String message) { return chatClient.prompt().user(message).call().content(); }
}`,
      "src/main/java/x/FlightTools.java": `package x;
import org.springframework.ai.tool.annotation.Tool;
class FlightTools { @Tool(description = "Books a flight") String book(String number) { return number; } }`,
    },
    assets: ["agent chatClient", "endpoint POST /api/chat", "prompt ChatController prompt", "tool book"],
    relations: [
      "agent chatClient -has_prompt-> prompt ChatController prompt",
      "agent chatClient -uses_tool-> tool book",
      "endpoint POST /api/chat -exposes-> agent chatClient",
    ],
  },
  {
    title: "MCP SDK: tools of a server",
    files: {
      "Server.java": `package x;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema.Tool;
class Server {
  void run() {
    var server = McpServer.sync(null).serverInfo("calculator", "1.0.0").tools(new Tool("add", "Adds", "{}")).build();
  }
}`,
    },
    assets: ["mcp-server calculator", "tool add"],
    relations: ["mcp-server calculator -exposes_tool-> tool add"],
  },
  {
    title: "Bedrock and openai-java: what builders were given",
    files: {
      "A.java": `package x;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.ChatModel;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
class A {
  void run() {
    BedrockRuntimeClient bedrock = BedrockRuntimeClient.builder().build();
    bedrock.converse(ConverseRequest.builder().modelId("amazon.nova-lite-v1:0").build());
    OpenAIClient client = OpenAIOkHttpClient.fromEnv();
    client.chat().completions().create(ChatCompletionCreateParams.builder().model(ChatModel.GPT_4_1).addUserMessage("hi").build());
  }
}`,
    },
    assets: ["model amazon.nova-lite-v1:0", "model gpt-4.1"],
    services: ["model amazon.nova-lite-v1:0 -served_by-> ai-service bedrock", "model gpt-4.1 -served_by-> ai-service openai"],
  },
];

describe("Java", () => itFinds(CASES));
