import { SETTING_PROVIDERS, SETTING_STORES } from "../../../knowledge/infrastructure/application-settings.ts";

export type Task = "chat" | "embedding" | "image" | "audio" | "moderation" | "rerank";

/** What a key of a framework's configuration speaks of. */
export type Meaning =
  | {
      readonly about: "provider";
      readonly framework: string;
      readonly provider: string;
      readonly task: Task;
      readonly field: "model" | "secret" | "url" | "enabled" | "other";
    }
  | { readonly about: "store"; readonly framework: string; readonly technology: string; readonly field: "name" | "secret" | "other" }
  | { readonly about: "mcp-server"; readonly framework: string; readonly field: "name" | "other" }
  | { readonly about: "mcp-connection"; readonly framework: string; readonly name: string; readonly field: "url" | "command" | "other" };

const FRAMEWORKS: readonly { readonly head: readonly string[]; readonly framework: string }[] = [
  { head: ["spring", "ai"], framework: "spring-ai" },
  { head: ["quarkus", "langchain4j"], framework: "quarkus-langchain4j" },
  { head: ["langchain4j"], framework: "langchain4j" },
];
const MODEL = /^(?:model|modelname|modelid|deploymentname|deploymentid|deployment)$/;
const SECRET = /^(?:apikey|key|accesskey|secretkey|token|accesstoken|adkey|password)$/;
const STORE_NAME = /^(?:collectionname|collection|indexname|index|tablename|table|classname|objectclass|containername)$/;

export function meaningOf(path: readonly string[]): Meaning | undefined {
  const mcp = mcpMeaning(path);
  if (mcp !== undefined) return mcp;
  const found = FRAMEWORKS.find(({ head }) => head.every((part, index) => path[index] === part));
  if (found === undefined) return undefined;
  const { framework } = found;
  let rest = path.slice(found.head.length);
  const spring = framework === "spring-ai";
  if (spring && rest[0] === "vectorstore") rest = rest.slice(1);
  else if (spring) return providerMeaning(framework, rest);
  // LangChain4j names stores where it names providers.
  const store = SETTING_STORES.get(rest[0] ?? "");
  if (store === undefined || (framework === "langchain4j" && rest[0] === "azure"))
    return spring ? undefined : providerMeaning(framework, rest);
  const field = rest.at(-1) ?? "";
  if (rest.length < 2) return undefined;
  return {
    about: "store",
    framework,
    technology: store,
    field: STORE_NAME.test(field) ? "name" : SECRET.test(field) ? "secret" : "other",
  };
}

function providerMeaning(framework: string, rest: readonly string[]): Meaning | undefined {
  const length = [3, 2, 1].find((count) => rest.length > count && SETTING_PROVIDERS.has(rest.slice(0, count).join("")));
  const provider = length === undefined ? undefined : SETTING_PROVIDERS.get(rest.slice(0, length).join(""));
  if (provider === undefined || length === undefined) return undefined;
  const after = rest.slice(length);
  const field = after.at(-1) ?? "";
  return {
    about: "provider",
    framework,
    provider,
    task: taskOf(after.join(".")),
    field: MODEL.test(field)
      ? "model"
      : SECRET.test(field)
        ? "secret"
        : /^(?:baseurl|endpoint|url)$/.test(field)
          ? "url"
          : field === "enabled"
            ? "enabled"
            : "other",
  };
}

function taskOf(path: string): Task {
  if (/embedding/.test(path)) return "embedding";
  if (/image/.test(path)) return "image";
  if (/transcription|speech|audio/.test(path)) return "audio";
  if (/moderation/.test(path)) return "moderation";
  return /rerank|scoring/.test(path) ? "rerank" : "chat";
}

function mcpMeaning(path: readonly string[]): Meaning | undefined {
  const text = path.join(".");
  const field = path.at(-1) ?? "";
  const kind = field === "url" ? "url" : field === "command" ? "command" : "other";
  if (/^spring\.ai\.mcp\.server\.(?!annotationscanner|enabled)/.test(text))
    return { about: "mcp-server", framework: "spring-ai", field: text === "spring.ai.mcp.server.name" ? "name" : "other" };
  if (/^quarkus\.mcp\.server\.(?!(?:devui|traffic))/.test(text))
    return { about: "mcp-server", framework: "quarkus-mcp", field: text === "quarkus.mcp.server.serverinfo.name" ? "name" : "other" };
  const spring = /^spring\.ai\.mcp\.client\.(?:sse|stdio|streamablehttp)\.connections\.([^.]+)\./.exec(text)?.[1];
  if (spring !== undefined) return { about: "mcp-connection", framework: "spring-ai", name: spring, field: kind };
  const quarkus = /^quarkus\.langchain4j\.mcp\.([^.]+)\.(?:url|command|transporttype)/.exec(text)?.[1];
  return quarkus === undefined ? undefined : { about: "mcp-connection", framework: "quarkus-langchain4j", name: quarkus, field: kind };
}

/* .NET has no fixed keys: a section is named after the provider (learn.microsoft.com/dotnet/ai). */

/** `AzureOpenAI:ChatDeploymentName`, `OpenAI:Model`, `AI:Ollama:ModelId`. */
export function dotnetMeaning(path: readonly string[]): Meaning | undefined {
  const field = path.at(-1) ?? "";
  const section = path.slice(0, -1).findLast((part) => providerOfSection(part) !== undefined);
  const provider = section === undefined ? undefined : providerOfSection(section);
  if (provider === undefined) return undefined;
  const model = /^(?:\w*?)(?:model|deployment)(?:name|id)?$/.test(field);
  return {
    about: "provider",
    framework: "dotnet",
    provider,
    task: taskOf(path.join(".")),
    field: model ? "model" : /(?:^|api)key$/.test(field) ? "secret" : /^(?:endpoint|uri|url|baseurl)$/.test(field) ? "url" : "other",
  };
}

function providerOfSection(part: string): string | undefined {
  const bare = part.replace(/(?:settings|options|config|configuration|service|client)$/, "");
  if (/^azureopenai/.test(bare)) return "azure-openai";
  if (/^openai/.test(bare)) return "openai";
  return bare === "gemini" ? "google-gemini" : bare === "openrouter" ? "openrouter" : SETTING_PROVIDERS.get(bare);
}
