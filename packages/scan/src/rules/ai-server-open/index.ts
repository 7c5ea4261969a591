import type { Danger, ServerProduct } from "../../../knowledge/posture/servers.ts";
import { factors } from "../card.ts";
import { judgeEach, plain } from "../draft.ts";
import type { Rule, RuleDraft } from "../rule.ts";
import { askingOf } from "../servers/asks.ts";
import { exposureBy, fromServer } from "../servers/finding.ts";
import { serversOf } from "../servers/index.ts";
import type { Server } from "../servers/server.ts";

const ID = "ai-server-open";
const COMPOSE = (service: string): string => `services:\n  store:\n${service}`;
const DEPLOYMENT = (type: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: store\nspec:\n  template:\n    metadata:\n      labels:\n        app: store\n    spec:\n      containers:\n        - name: store\n          image: qdrant/qdrant:v1.15.4\n---\napiVersion: v1\nkind: Service\nmetadata:\n  name: store\nspec:\n  type: ${type}\n  selector:\n    app: store\n  ports:\n    - port: 6333\n`;

const REASONS: { readonly [level in Danger["exploitability"]]: string } = {
  1: "has to be loaded afterwards",
  2: "a known technique",
  3: "one request",
};

/** Rules of their own judge these. */
function elsewhere({ product, resource }: Server): boolean {
  return product?.product === "jupyter" || product?.general === true || /^Ray(?:Cluster|Service|Job)\//.test(resource ?? "");
}

/** How dangerous a product is, as factors. */
export function dangerOf({ danger }: ServerProduct): NonNullable<RuleDraft["adjust"]> {
  return [
    { factor: "exploitability", value: danger.exploitability, reason: REASONS[danger.exploitability] },
    { factor: "data", value: danger.data, reason: danger.what },
  ];
}

/** Model servers, vector stores, trackers and builders of agents that others reach and that ask nobody. */
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
      { title: "behind a load balancer", files: { "store.yaml": DEPLOYMENT("LoadBalancer") } },
      {
        title: "values of a chart",
        files: { "values.yaml": "image:\n  repository: docker.io/qdrant/qdrant\n  tag: v1.15.4\nservice:\n  type: LoadBalancer\n" },
      },
      { title: "started by a script", files: { "serve.sh": "#!/bin/sh\ndocker run -d -p 6333:6333 qdrant/qdrant:v1.15.4\n" } },
      { title: "on every address", files: { "serve.sh": "#!/bin/sh\nvllm serve acme/model --host 0.0.0.0\n" } },
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
      { title: "inside the cluster", files: { "store.yaml": DEPLOYMENT("ClusterIP") } },
      {
        title: "values with a key",
        files: {
          "values.yaml":
            "image:\n  repository: docker.io/qdrant/qdrant\n  tag: v1.15.4\napiKey:\n  valueFrom:\n    secretKeyRef:\n      name: qdrant\nservice:\n  type: LoadBalancer\n",
        },
      },
      {
        title: "this machine, from a script",
        files: { "serve.sh": "#!/bin/sh\ndocker run -d -p 127.0.0.1:6333:6333 qdrant/qdrant:v1.15.4\n" },
      },
    ],
  },
  because: { exposure: "the network of the machine that runs it" },
  check: (inventory) =>
    judgeEach(
      serversOf(inventory),
      (server) => {
        const { product, reach } = server;
        if (product === undefined || elsewhere(server)) return "not-applicable";
        const asking = askingOf(server);
        // An image alone is published by nobody; what it switches off on purpose counts.
        const least = asking === "off" && server.form === "dockerfile" ? 1 : 2;
        if (reach.level < least || asking === "asks") return "passed";
        if (asking === "unknown" || reach.guarded === true) return "unknown";
        const name = plain(server.resource ?? server.file.path, 50);
        return fromServer(ID, inventory, server, {
          message: `${name} puts ${product.product} on ${plain(reach.by, 60)} without credentials.`,
          headline: `Anybody ${reach.level === 3 ? "on the internet" : "on the network"} can ${product.danger.what}`,
          excerpt: `${product.product} ${server.resource ?? ""}`,
          adjust: [exposureBy(reach), ...dangerOf(product)],
        });
      },
      "credentials or a login may come from a file, a secret or a proxy that is not here",
    ),
};
