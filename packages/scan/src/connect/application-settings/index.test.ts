import { beforeAll, describe, expect, it } from "vitest";
import { applicationSettings } from "../../discover/application-settings/index.ts";
import { codeDiscoverer } from "../../discover/code/index.ts";
import { composeDiscoverer } from "../../discover/compose/index.ts";
import { readProject } from "../../discover/testing/read-project.ts";
import { discoverAll } from "../../engine/collector.ts";
import { LibraryIndex } from "../../knowledge/index-libraries.ts";
import { loadKnowledge } from "../../knowledge/load.ts";
import { applicationSettingsUsers } from "./index.ts";

let index: LibraryIndex;
beforeAll(() => {
  index = new LibraryIndex(loadKnowledge());
});

async function edges(files: { readonly [path: string]: string }): Promise<readonly string[]> {
  const project = await readProject(files);
  const { assets, relations } = discoverAll(project, [codeDiscoverer(index), applicationSettings], [], [applicationSettingsUsers]);
  const names = new Map(assets.map(({ id, kind, name }) => [id, `${kind} ${name}`]));
  return relations.map(({ from, kind, to }) => `${names.get(from) ?? "?"} -${kind}-> ${names.get(to) ?? "?"}`);
}

const CONTROLLER = `package x;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.web.bind.annotation.*;
@RestController
class Chat {
  private final ChatClient client;
  Chat(ChatClient.Builder builder) { this.client = builder.build(); }
  @GetMapping("/ask") String ask(String q) { return client.prompt(q).call().content(); }
}`;
const ASSISTANT = `package x;
import dev.langchain4j.service.spring.AiService;
@AiService
interface Assistant { String chat(String message); }`;
const TOOLS = `package x;
import org.springframework.ai.tool.annotation.Tool;
class Weather { @Tool(description = "The forecast") String forecast(String city) { return city; } }`;

describe("applicationSettingsUsers", () => {
  it("gives endpoints and AI services the models of their own module's settings", async () => {
    const found = await edges({
      "a/pom.xml": "<project/>",
      "a/src/main/java/x/Chat.java": CONTROLLER,
      "a/src/main/resources/application.properties": "spring.ai.openai.chat.options.model=gpt-4o",
      "b/pom.xml": "<project/>",
      "b/src/main/java/x/Assistant.java": ASSISTANT,
      "b/src/main/resources/application.yml": "langchain4j: { ollama: { chat-model: { model-name: qwen3 } } }",
    });
    expect(found).toContain("endpoint GET /ask -uses_model-> model gpt-4o");
    expect(found).toContain("agent Assistant -uses_model-> model qwen3");
    expect(found).not.toContain("agent Assistant -uses_model-> model gpt-4o");
  });

  it("lets an agent call the provider where no model is named, and an MCP server expose the module's tools", async () => {
    const found = await edges({
      "pom.xml": "<project/>",
      "src/main/java/x/Assistant.java": ASSISTANT,
      "src/main/java/x/Weather.java": TOOLS,
      "src/main/resources/application.properties":
        "langchain4j.open-ai.chat-model.api-key=${OPENAI_API_KEY}\nspring.ai.mcp.server.name=weather",
    });
    expect(found).toContain("agent Assistant -calls-> ai-service openai");
    expect(found).toContain("mcp-server weather -exposes_tool-> tool forecast");
  });

  it("lets a configured store embed with the configured embedding model", async () => {
    expect(
      await edges({
        "src/main/resources/application.properties":
          "spring.ai.vectorstore.qdrant.collection-name=docs\nspring.ai.ollama.embedding.options.model=bge-m3\nspring.ai.ollama.chat.options.model=llama3.2",
      }),
    ).toEqual(expect.arrayContaining(["vector-store docs -embeds_with-> model bge-m3"]));
  });

  it("takes the server beside the settings for the store that they mean", async () => {
    const project = await readProject({
      "compose.yaml": "services:\n  pg:\n    image: pgvector/pgvector:pg16\n",
      "src/main/resources/application.properties": "spring.ai.vectorstore.pgvector.initialize-schema=true",
    });
    const { assets } = discoverAll(project, [composeDiscoverer, applicationSettings], [], [applicationSettingsUsers]);
    expect(assets.filter(({ kind }) => kind === "vector-store").map(({ occurrences }) => occurrences.length)).toEqual([2]);
  });

  it("adds nothing where no settings are", async () => {
    expect(await edges({ "src/main/java/x/Assistant.java": ASSISTANT })).toEqual([]);
  });
});
