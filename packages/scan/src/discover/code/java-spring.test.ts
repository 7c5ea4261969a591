import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

describe("LangChain4j behind Spring", () => {
  testFound([
    [
      "an AI service takes the tools, the memory and the retriever of the application; its endpoint is not the prompt's",
      {
        "pom.xml": "<project/>",
        "src/main/java/x/Assistant.java": `package x;
        import dev.langchain4j.service.SystemMessage;
        import dev.langchain4j.service.spring.AiService;
        @AiService
        interface Assistant {
          @SystemMessage("You answer questions about the pets of the clinic and their owners.")
          String chat(String message);
        }`,
        "src/main/java/x/Tools.java": `package x;
        import dev.langchain4j.agent.tool.Tool;
        @Component
        public class Tools {
          @Tool("all owners")
          public String owners() { return ""; }
        }`,
        "src/test/java/x/TestTools.java": `package x;
        import dev.langchain4j.agent.tool.Tool;
        public class TestTools {
          @Tool("a stub")
          public String stub() { return ""; }
        }`,
        "src/main/java/x/Config.java": `package x;
        import dev.langchain4j.data.segment.TextSegment;
        import dev.langchain4j.memory.chat.ChatMemoryProvider;
        import dev.langchain4j.memory.chat.MessageWindowChatMemory;
        import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
        import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
        @Configuration
        class Config {
          @Bean ChatMemoryProvider memory() { return id -> MessageWindowChatMemory.withMaxMessages(10); }
          @Bean InMemoryEmbeddingStore<TextSegment> store() { return new InMemoryEmbeddingStore<>(); }
          @Bean EmbeddingStoreContentRetriever retriever(InMemoryEmbeddingStore<TextSegment> store) {
            return new EmbeddingStoreContentRetriever(store, null);
          }
        }`,
        "src/main/java/x/ChatController.java": `package x;
        import org.springframework.web.bind.annotation.PostMapping;
        @RestController
        class ChatController {
          private final Assistant assistant;
          ChatController(Assistant assistant) { this.assistant = assistant; }
          @PostMapping("/chat")
          String chat(String message) { return assistant.chat(message); }
        }`,
      },
      [
        "agent Assistant -has_prompt-> prompt chat",
        "agent Assistant -uses_tool-> tool owners",
        "agent Assistant -remembers_in-> memory MessageWindowChatMemory",
        "agent Assistant -uses_retriever-> retriever retriever",
        "retriever retriever -retrieves_from-> vector-store InMemoryEmbeddingStore",
        "endpoint POST /chat -exposes-> agent Assistant",
      ],
      [
        "agent Assistant -uses_tool-> tool stub",
        "agent Assistant -uses_tool-> retriever retriever",
        "endpoint POST /chat -has_prompt-> prompt chat",
      ],
    ],
    [
      "texts of constants, templates and annotations; a memory; a retriever with the index of a property",
      {
        "src/main/resources/application.properties": "search.index=${SEARCH_INDEX:docs}\nchat.deployment=${CHAT_DEPLOYMENT:gpt-4o-mini}\n",
        "src/main/java/x/Config.java": `package x;
        import dev.langchain4j.model.azure.AzureOpenAiChatModel;
        import dev.langchain4j.model.chat.ChatModel;
        import dev.langchain4j.store.embedding.azure.search.AzureAiSearchEmbeddingStore;
        import org.springframework.beans.factory.annotation.Value;
        @Configuration
        class Config {
          @Value("\${chat.deployment}") String deployment;
          @Bean ChatModel chatModel() { return AzureOpenAiChatModel.builder().deploymentName(deployment).build(); }
          @Bean AzureAiSearchEmbeddingStore store(@Value("\${search.index}") String index) {
            return AzureAiSearchEmbeddingStore.builder().indexName(index).build();
          }
        }`,
        "src/main/java/x/Answers.java": `package x;
        import dev.langchain4j.data.message.SystemMessage;
        import dev.langchain4j.memory.chat.MessageWindowChatMemory;
        import dev.langchain4j.model.azure.AzureOpenAiEmbeddingModel;
        import dev.langchain4j.model.chat.ChatModel;
        import dev.langchain4j.model.input.PromptTemplate;
        import dev.langchain4j.rag.content.retriever.azure.search.AzureAiSearchContentRetriever;
        import org.springframework.beans.factory.annotation.Value;
        class Answers {
          private static final String RULES_TEMPLATE = """
            Answer only with the facts of the sources below. Say that you do not know if they are silent.
            {{sources}}
            """.stripIndent();
          private final ChatModel chatModel;
          @Value("\${search.index}") String indexName;
          Answers(ChatModel chatModel) { this.chatModel = chatModel; }
          String answer(String question) {
            var memory = MessageWindowChatMemory.builder().id("default").maxMessages(20).build();
            var embedder = AzureOpenAiEmbeddingModel.builder().deploymentName("text-embedding-3-small").build();
            var builder = AzureAiSearchContentRetriever.builder().indexName(this.indexName).embeddingModel(embedder);
            var retriever = builder.build();
            memory.add(SystemMessage.from(PromptTemplate.from(RULES_TEMPLATE).apply(null).text()));
            return chatModel.chat(question);
          }
        }`,
        "src/main/java/x/ChatController.java": `package x;
        import dev.langchain4j.store.embedding.azure.search.AzureAiSearchEmbeddingStore;
        import org.springframework.web.bind.annotation.*;
        @RestController
        @RequestMapping("/api/docs")
        class ChatController {
          private final Answers answers;
          private final AzureAiSearchEmbeddingStore store;
          ChatController(Answers answers, AzureAiSearchEmbeddingStore store) { this.answers = answers; this.store = store; }
          @PostMapping("/ask") String ask(@RequestBody String question) { return answers.answer(question); }
          @PostMapping("/delete") void delete(@RequestBody String id) { store.removeAll(null); }
        }`,
        "src/main/java/x/Keywords.java": `package x;
        import dev.langchain4j.service.UserMessage;
        interface Keywords { @UserMessage("Give the words to search for in this conversation: {{it}}") String extract(String conversation); }`,
      },
      [
        "prompt RULES_TEMPLATE",
        "prompt extract",
        "memory MessageWindowChatMemory",
        "retriever retriever -retrieves_from-> vector-store docs",
        "retriever retriever -embeds_with-> model text-embedding-3-small",
        "endpoint POST /api/docs/ask -has_prompt-> prompt RULES_TEMPLATE",
        "endpoint POST /api/docs/ask -uses_retriever-> retriever retriever",
        "endpoint POST /api/docs/ask -uses_model-> model gpt-4o-mini",
        "endpoint POST /api/docs/delete -writes_to-> vector-store docs",
      ],
      [
        "endpoint POST /api/docs/ask -reads-> vector-store docs",
        "endpoint POST /api/docs/ask -uses_model-> model text-embedding-3-small",
        "endpoint POST /api/docs/delete -uses_retriever-> retriever retriever",
        "endpoint POST /api/docs/delete -has_prompt-> prompt RULES_TEMPLATE",
      ],
    ],
  ]);
});

describe("ready-made AI services of the clouds", () => {
  testFound([
    [
      "in four languages",
      {
        "A.java": `package x;
        import com.azure.ai.documentintelligence.DocumentIntelligenceClientBuilder;
        class A { void run() { var client = new DocumentIntelligenceClientBuilder().endpoint("https://x").buildClient(); } }`,
        "main.py": `
        import boto3
        from google.cloud import documentai
        client = boto3.client("textract")
        other = boto3.client("s3")
        processor = documentai.DocumentProcessorServiceClient()`,
        "a.ts": `
        import { RekognitionClient } from "@aws-sdk/client-rekognition";
        export const client = new RekognitionClient({});`,
        "B.cs": `
        using Azure.AI.ContentSafety;
        class B { void Run() { var client = new ContentSafetyClient(new Uri("x"), null); } }`,
      },
      [
        "ai-service azure-document-intelligence",
        "ai-service textract",
        "ai-service google-document-ai",
        "ai-service rekognition",
        "ai-service azure-content-safety",
      ],
      ["ai-service s3"],
    ],
  ]);
});
