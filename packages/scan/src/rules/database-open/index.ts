import { dangerOf } from "../ai-server-open/index.ts";
import { factors } from "../card.ts";
import { judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";
import { askingOf } from "../servers/asks.ts";
import { exposureBy, fromServer } from "../servers/finding.ts";
import { serversOf } from "../servers/index.ts";
import { targetsWithAi } from "../settings/setting-rule.ts";

const ID = "database-open";
const CODE = {
  "app.py": 'from openai import OpenAI\n\nclient = OpenAI()\nclient.chat.completions.create(model="gpt-4o-mini", messages=[])\n',
};
const COMPOSE = (service: string): string => `services:\n  logs:\n    image: clickhouse/clickhouse-server:24.3\n${service}`;

/** ClickHouse, Redis, Elasticsearch, MongoDB and others beside AI that others reach without a password. */
export const databaseOpen: Rule = {
  card: {
    id: ID,
    title: "A database beside AI is reached without a password",
    appliesTo: ["resource"],
    why: "Chat histories, caches, keys and features lie in it; whoever reaches the port reads and changes them (DeepSeek, 2025).",
    fix: "Set a password, and publish the port to 127.0.0.1 or an inner network only.",
    base: factors(2, 3, 3, 2),
    controls: ["ADS-SERV-02", "ADS-SERV-03"],
    bad: [
      { title: "a published port", files: { ...CODE, "compose.yaml": COMPOSE('    ports:\n      - "8123:8123"\n      - "9000:9000"\n') } },
      {
        title: "trust for everybody",
        files: {
          ...CODE,
          "compose.yaml":
            'services:\n  db:\n    image: pgvector/pgvector:pg16\n    environment:\n      POSTGRES_HOST_AUTH_METHOD: trust\n    ports: ["5432:5432"]\n',
        },
      },
    ],
    good: [
      {
        title: "a password",
        files: {
          ...CODE,
          "compose.yaml": COMPOSE('    environment:\n      CLICKHOUSE_PASSWORD: ${CLICKHOUSE_PASSWORD}\n    ports:\n      - "8123:8123"\n'),
        },
      },
      { title: "this machine only", files: { ...CODE, "compose.yaml": COMPOSE('    ports:\n      - "127.0.0.1:8123:8123"\n') } },
      { title: "no AI around", files: { "compose.yaml": COMPOSE('    ports:\n      - "8123:8123"\n') } },
    ],
  },
  because: { exposure: "the network of the machine that runs it", exploitability: "one request", data: "what applications keep in it" },
  check: (inventory) => {
    const withAi = targetsWithAi(inventory);
    return judgeEach(
      serversOf(inventory),
      (server) => {
        const { product, reach, file } = server;
        if (product?.general !== true || !withAi.has(file.target) || server.form === "dockerfile") return "not-applicable";
        const asking = askingOf(server);
        if (reach.level < 2 || asking === "asks") return "passed";
        if (asking === "unknown" || reach.guarded === true) return "unknown";
        return fromServer(ID, inventory, server, {
          message: `${plain(server.resource ?? file.path, 50)} puts ${product.product} on ${plain(reach.by, 60)} without a password.`,
          headline: `Anybody ${reach.level === 3 ? "on the internet" : "on the network"} can ${product.danger.what}`,
          excerpt: `${product.product} ${server.resource ?? ""}`,
          adjust: [exposureBy(reach), ...dangerOf(product)],
        });
      },
      "a password may come from a file or a secret that is not here",
    );
  },
};
