import type { Json, ResourceEntry } from "@castellan/graph";
import { imageMeaning } from "../../discover/infrastructure/serving.ts";
import { scopeOf } from "../../project/scope.ts";
import { factors } from "../card.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "ai-server-open";
const COMPOSE = (service: string): string => `services:\n  store:\n${service}`;

interface Danger {
  readonly exploitability: 1 | 2 | 3;
  readonly data: 1 | 2 | 3;
  readonly what: string;
}

/** What somebody does with a server that asks nobody, by product. */
const DANGERS: { readonly [product: string]: Danger } = {
  mlflow: { exploitability: 1, data: 3, what: "replace a model, and with it code, in the tracking server" },
  jupyter: { exploitability: 3, data: 3, what: "run code in the notebook server" },
  ray: { exploitability: 3, data: 3, what: "run jobs in the Ray cluster" },
  qdrant: { exploitability: 2, data: 1, what: "read and replace what the vector store holds" },
  chroma: { exploitability: 2, data: 1, what: "read and replace what the vector store holds" },
  weaviate: { exploitability: 2, data: 1, what: "read and replace what the vector store holds" },
  milvus: { exploitability: 2, data: 1, what: "read and replace what the vector store holds" },
  vllm: { exploitability: 2, data: 2, what: "use the model server" },
  ollama: { exploitability: 2, data: 2, what: "use the model server, and pull or delete its models" },
  "text-generation-inference": { exploitability: 2, data: 2, what: "use the model server" },
  langflow: { exploitability: 3, data: 3, what: "run code in Langflow" },
  flowise: { exploitability: 3, data: 3, what: "run code in Flowise" },
  triton: { exploitability: 2, data: 2, what: "use the model server" },
};
const ASKS: { readonly [product: string]: RegExp } = {
  qdrant: /QDRANT__SERVICE__(?:READ_ONLY_)?API_KEY|api_key/i,
  chroma: /CHROMA_SERVER_AUTHN|CHROMA_AUTH/i,
  weaviate: /ANONYMOUS_ACCESS_ENABLED\W{1,6}false|AUTHENTICATION_(?:APIKEY|OIDC)/i,
  mlflow: /basic-auth|MLFLOW_AUTH|app-name/i,
  jupyter: /JUPYTER_TOKEN|token=\S|PASSWORD/i,
  vllm: /--api-key|VLLM_API_KEY/i,
  langflow: /LANGFLOW_AUTO_LOGIN\W{1,6}false/i,
  flowise: /FLOWISE_(?:USERNAME|PASSWORD)/i,
  milvus: /authorizationEnabled|COMMON_SECURITY_AUTHORIZATIONENABLED/i,
};

function productOf({ attributes }: ResourceEntry): string | undefined {
  const { image, command } = attributes;
  const found = typeof image === "string" ? imageMeaning(image)?.product : undefined;
  return (
    found ??
    (/\bmlflow (?:server|ui)\b/.test(words(command))
      ? "mlflow"
      : /\bjupyter(?:-lab|-notebook| lab| notebook)\b/.test(words(command))
        ? "jupyter"
        : undefined)
  );
}

function words(value: Json | undefined): string {
  return typeof value === "string" ? value : Array.isArray(value) ? value.filter((item) => typeof item === "string").join(" ") : "";
}

/** Ports that other machines reach: all but those bound to this one. */
function published({ attributes }: ResourceEntry): boolean {
  const { ports } = attributes;
  if (attributes["network_mode"] === "host") return true;
  if (!Array.isArray(ports)) return false;
  return ports.some((port) =>
    typeof port === "string" || typeof port === "number"
      ? !/^(?:127\.0\.0\.1|localhost|\[::1\]):/.test(String(port))
      : typeof port === "object" && port !== null && !Array.isArray(port) && port["host_ip"] !== "127.0.0.1",
  );
}

/** MLflow, Jupyter, Ray, vector stores and model servers that Compose publishes without a question. */
export const aiServerOpen: Rule = {
  card: {
    id: ID,
    title: "A server of models, data or experiments asks for no credentials",
    appliesTo: ["resource", "experiment-tracker", "vector-store", "endpoint"],
    why: "These servers trust whoever reaches them: models and documents can be read, replaced or deleted.",
    fix: "Bind the port to 127.0.0.1 or an inner network, or switch the server's authentication on.",
    base: factors(2, 2, 2, 1),
    controls: ["ADS-SERV-02", "ADS-SERV-03"],
    bad: [
      {
        title: "a vector store",
        files: { "docker-compose.yml": COMPOSE('    image: qdrant/qdrant:v1.15.4\n    ports:\n      - "6333:6333"\n') },
      },
      {
        title: "an experiment tracker",
        files: {
          "docker-compose.yml": COMPOSE(
            '    image: ghcr.io/mlflow/mlflow:v3.4.0\n    command: mlflow server --host 0.0.0.0\n    ports:\n      - "5000:5000"\n',
          ),
        },
      },
    ],
    good: [
      {
        title: "this machine only",
        files: { "docker-compose.yml": COMPOSE('    image: qdrant/qdrant:v1.15.4\n    ports:\n      - "127.0.0.1:6333:6333"\n') },
      },
      {
        title: "with a key",
        files: {
          "docker-compose.yml": COMPOSE(
            '    image: qdrant/qdrant:v1.15.4\n    environment:\n      QDRANT__SERVICE__API_KEY: ${QDRANT_KEY}\n    ports:\n      - "6333:6333"\n',
          ),
        },
      },
      { title: "not published", files: { "docker-compose.yml": COMPOSE("    image: qdrant/qdrant:v1.15.4\n") } },
    ],
  },
  because: { exposure: "the network of the machine that runs it" },
  check: (inventory) =>
    judgeEach(
      inventory.resources.filter(({ type }) => type === "compose.service"),
      (resource) => {
        const product = productOf(resource);
        const danger = product === undefined ? undefined : DANGERS[product];
        if (product === undefined || danger === undefined) return "not-applicable";
        if (!published(resource) || ASKS[product]?.test(JSON.stringify(resource.attributes)) === true) return "passed";
        const asset = inventory.assets.find(({ occurrences }) =>
          occurrences.some(
            (place) =>
              place.file === resource.file && place.resource === resource.address && (place.target ?? 0) === (resource.target ?? 0),
          ),
        );
        return fromFile(
          ID,
          { target: resource.target ?? 0, path: resource.file, scope: scopeOf(resource.file) },
          { line: resource.line, resource: resource.address },
          {
            ...(asset === undefined ? {} : { asset: asset.id }),
            message: `${plain(resource.address, 40)} publishes ${product} to the network without credentials.`,
            headline: `Anybody on the network can ${danger.what}`,
            excerpt: `${product} ${resource.address}`,
            adjust: [
              {
                factor: "exploitability",
                value: danger.exploitability,
                reason:
                  danger.exploitability === 3
                    ? "one request"
                    : danger.exploitability === 1
                      ? "has to be loaded afterwards"
                      : "a known technique",
              },
              { factor: "data", value: danger.data, reason: danger.what },
            ],
          },
        );
      },
    ),
};
