import { factors } from "../card.ts";
import { judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";
import { fromServer } from "../servers/finding.ts";
import { serversOf } from "../servers/index.ts";
import type { Server } from "../servers/server.ts";

const ID = "served-model-unpinned";
const SERVERS = new Set(["vllm", "sglang", "text-generation-inference", "text-embeddings-inference"]);
/** `org/name` of the hub; a path, an address and a variable are not. */
const HUB = /^[A-Za-z0-9][\w.-]*\/[\w.-]+$/;
const NAMES = /^--(?:model|model[-_]path|model[-_]id)$/;

/** The model that a server fetches at its start, where no revision is named. */
function unpinned({ words, environment }: Server): string | undefined {
  if (words.some((word) => /^--revision(?:=|$)/.test(word)) || (environment.get("REVISION") ?? "") !== "") return undefined;
  for (const [index, word] of words.entries()) {
    const [option = "", inline] = word.split(/=(.*)/s);
    const value = NAMES.test(option) ? (inline ?? words[index + 1]) : word === "serve" ? words[index + 1] : undefined;
    if (value !== undefined && HUB.test(value)) return value;
  }
  const named = environment.get("MODEL_ID");
  return named !== undefined && HUB.test(named) ? named : undefined;
}

/** Servers that fetch whatever the hub holds under a name. */
export const servedModelUnpinned: Rule = {
  card: {
    id: ID,
    title: "A server fetches its model at no fixed revision",
    appliesTo: ["resource", "endpoint", "model"],
    why: "What answers after the next start is whatever stands in the repository then: other weights, another chat template.",
    fix: "Name the commit (--revision), or fetch the model into a store of one's own and check its digest.",
    base: factors(2, 1, 2, 1),
    controls: ["ADS-MODL-01"],
    bad: [
      {
        title: "Kubernetes",
        files: {
          "deploy.yaml":
            'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: inference\nspec:\n  template:\n    spec:\n      containers:\n        - name: server\n          image: vllm/vllm-openai:v0.31.0\n          args: ["--model", "acme/model"]\n',
        },
      },
      {
        title: "by a variable",
        files: {
          "compose.yaml":
            "services:\n  llm:\n    image: ghcr.io/huggingface/text-generation-inference:3.3.4\n    environment:\n      MODEL_ID: acme/model\n",
        },
      },
    ],
    good: [
      {
        title: "a commit",
        files: { "serve.sh": "#!/bin/sh\nvllm serve acme/model --revision 0123456789abcdef0123456789abcdef01234567\n" },
      },
      { title: "a folder", files: { "serve.sh": "#!/bin/sh\nvllm serve /models/acme\n" } },
    ],
  },
  hygiene: true,
  because: { exposure: "whoever may change the model's repository", data: "what the service answers" },
  check: (inventory) =>
    judgeEach(
      serversOf(inventory).filter(({ product }) => product !== undefined && SERVERS.has(product.product)),
      (server) => {
        const model = unpinned(server);
        if (model === undefined) return "passed";
        const name = plain(server.resource ?? server.file.path, 50);
        return fromServer(ID, inventory, server, {
          message: `${name} fetches ${plain(model, 60)} at no fixed revision.`,
          headline: `What ${plain(model, 60)} answers may change at the next start`,
          excerpt: `${server.resource ?? ""} ${model}`,
        });
      },
    ),
};
