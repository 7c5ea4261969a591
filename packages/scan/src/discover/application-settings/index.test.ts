import { describe, expect, it } from "vitest";
import { discovered, projectOf } from "../testing/project-of.ts";
import { applicationSettings } from "./index.ts";

const run = (files: { readonly [path: string]: string }) => discovered(projectOf(files), applicationSettings);

describe("Spring AI", () => {
  it("reads models with their task, secrets by the name of their variable, and stores", () => {
    const result = run({
      "src/main/resources/application.properties": [
        "spring.ai.openai.api-key=${OPENAI_API_KEY}",
        "spring.ai.openai.chat.options.model=${CHAT_MODEL:gpt-4o-mini}",
        "spring.ai.openai.embedding.options.model=text-embedding-3-small",
        "spring.ai.vectorstore.qdrant.collection-name=manuals",
        "spring.ai.retry.max-attempts=3",
        "server.port=8080",
      ].join("\n"),
    });
    expect(result.names()).toEqual([
      "ai-service openai",
      "model gpt-4o-mini",
      "model text-embedding-3-small",
      "secret-ref OPENAI_API_KEY",
      "vector-store manuals",
    ]);
    expect(result.edges()).toContain("model gpt-4o-mini -served_by-> ai-service openai");
    expect(result.edges()).toContain("model gpt-4o-mini -authenticated_by-> secret-ref OPENAI_API_KEY");
    expect(result.assets.find(({ name }) => name === "text-embedding-3-small")?.attributes).toMatchObject({ task: "embedding" });
  });

  it("reads YAML with several documents, and who answers at the base URL", () => {
    const result = run({
      "src/main/resources/application.yml":
        "spring:\n  ai:\n    openai:\n      base-url: https://api.groq.com/openai\n      chat:\n        options:\n          model: llama-3.3-70b-versatile\n---\nspring:\n  ai:\n    azure:\n      openai:\n        chat:\n          options:\n            deployment-name: gpt-4o\n    ollama:\n      embedding:\n        enabled: false\n        options: { model: nomic-embed-text }\n",
    });
    expect(result.edges()).toEqual([
      "model gpt-4o -served_by-> ai-service azure-openai",
      "model llama-3.3-70b-versatile -served_by-> ai-service groq",
    ]);
  });

  it("names a model whose variable has no value after the variable, or takes what the environment says", () => {
    expect(run({ "application.properties": "spring.ai.ollama.chat.options.model=${MODEL}" }).names()).toContain("model MODEL");
    expect(run({ "application.properties": "spring.ai.ollama.chat.model=${MODEL}", ".env": "MODEL=qwen3:8b" }).names()).toContain(
      "model qwen3:8b",
    );
  });

  it("sees MCP servers and connections", () => {
    const result = run({
      "application.properties":
        "spring.ai.mcp.server.name=weather\nspring.ai.mcp.server.protocol=STREAMABLE\nspring.ai.mcp.client.sse.connections.search.url=http://search:8081\nspring.ai.mcp.client.toolcallback.enabled=true",
    });
    expect(result.names()).toEqual(["mcp-client spring-ai", "mcp-server search", "mcp-server weather"]);
    expect(result.edges()).toEqual(["mcp-client spring-ai -calls-> mcp-server search"]);
  });

  it("takes timeouts, placeholders and other files for nothing", () => {
    expect(run({ "application.properties": "spring.ai.openai.timeout=5\nspring.ai.openai.chat.options.temperature=1" }).names()).toEqual(
      [],
    );
    expect(run({ "application.properties": "spring.ai.openai.api-key=<YOUR-KEY>" }).names()).toEqual(["ai-service openai"]);
    expect(run({ "messages.properties": "spring.ai.openai.chat.options.model=gpt-4o" }).names()).toEqual([]);
    expect(run({ "application.yml": "- 1\n- [a" }).names()).toEqual([]);
  });
});

describe("LangChain4j and Quarkus", () => {
  it("reads models, named models, profiles and stores", () => {
    const result = run({
      "a/application.properties":
        "langchain4j.open-ai.chat-model.api-key=${OPENAI_API_KEY}\nlangchain4j.open-ai.chat-model.model-name=gpt-4o\nlangchain4j.azure-open-ai.embedding-model.deployment-name=text-embedding-ada-002",
      "b/application.properties":
        '%dev.quarkus.langchain4j.ollama.chat-model.model-id=llama3.2\nquarkus.langchain4j.openai."fast".chat-model.model-name=gpt-4.1-mini\nquarkus.langchain4j.chroma.collection-name=docs\nquarkus.langchain4j.timeout=60s',
    });
    expect(result.edges()).toEqual([
      "model gpt-4.1-mini -served_by-> ai-service openai",
      "model gpt-4o -authenticated_by-> secret-ref OPENAI_API_KEY",
      "model gpt-4o -served_by-> ai-service openai",
      "model llama3.2 -served_by-> ai-service ollama",
      "model text-embedding-ada-002 -served_by-> ai-service azure-openai",
    ]);
    expect(result.names()).toContain("vector-store docs");
  });
});

describe(".NET", () => {
  it("reads sections named after a provider and connection strings", () => {
    const result = run({
      "appsettings.json": JSON.stringify({
        AzureOpenAI: {
          Endpoint: "https://x.openai.azure.com",
          ChatDeploymentName: "gpt-4o",
          EmbeddingDeployment: "my-embeddings",
          ApiKey: "",
        },
        AI: { Ollama: { Endpoint: "http://localhost:11434", ModelId: "phi3" } },
        ConnectionStrings: {
          openai: "Endpoint=https://y.openai.azure.com/;Key=;Deployment=gpt-4o-mini",
          db: "Endpoint=tcp:db;Database=x",
        },
      }),
    });
    expect(result.edges()).toEqual([
      "model gpt-4o -served_by-> ai-service azure-openai",
      "model gpt-4o-mini -served_by-> ai-service azure-openai",
      "model phi3 -served_by-> ai-service ollama",
    ]);
  });

  it("keeps the provider of a section that is filled in elsewhere", () => {
    expect(run({ "appsettings.json": JSON.stringify({ OpenAI: { ModelId: "", ApiKey: "<key>" } }) }).names()).toEqual([
      "ai-service openai",
    ]);
  });

  it("takes other sections for nothing", () => {
    expect(
      run({
        "appsettings.Development.json": JSON.stringify({
          Azure: { Storage: { Key: "k", Endpoint: "e" }, KeyVault: { Endpoint: "e" } },
          Logging: { LogLevel: { Default: "Information" } },
          Car: { Model: "gpt-4o" },
        }),
      }).names(),
    ).toEqual([]);
  });
});
