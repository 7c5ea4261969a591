import { type ConfigNode, entries, items, text } from "@castellan/formats";
import {
  DEFAULT_CREDENTIALS,
  KUBEFLOW_DEFAULT_DIGEST,
  KUBEFLOW_DEFAULT_HASH,
  TRIED_FIRST,
} from "../../../knowledge/posture/servers-defaults.ts";
import type { ProjectFile } from "../../project/facts.ts";
import { factors } from "../card.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import { holderOf } from "../holder.ts";
import type { Inventory, Rule, RuleDraft } from "../rule.ts";
import { exposureBy, fromServer } from "../servers/finding.ts";
import { serversOf } from "../servers/index.ts";
import type { Server } from "../servers/server.ts";
import { targetsWithAi } from "../settings/setting-rule.ts";

const ID = "server-default-credentials";
const NODES = 20_000;
const PASSWORD = /(?:PASSWORD|PASSWD|_PWD|PASSPHRASE|ACCESS_TOKEN|_TOKEN)$/i;
/** Images with a login that is worth having: stores, trackers, builders, dashboards. */
const HAS_LOGIN =
  /postgres|pgvector|mongo|redis|valkey|clickhouse|elasticsearch|opensearch|neo4j|minio|mysql|mariadb|grafana|airflow|langfuse|label-studio|argilla|n8n|flowise|langflow|jupyter|mlflow|qdrant|weaviate|milvus|chroma|rabbitmq|pgadmin|superset|gitea/i;

/** Keys of configuration and of chart values that hold the password of an object store; variables are read with their service. */
const MINIO_SECRET = /^(?:secret_?(?:access_?)?key(?:_?id)?|root_?password|minio_?(?:secret_?key|root_?password))$/i;

interface Known {
  readonly name: string;
  readonly product: string;
  readonly published: boolean;
}

/** A variable that holds what everybody knows. */
function knownIn(server: Server): readonly Known[] {
  return [...server.environment].flatMap(([name, value]): readonly Known[] => {
    if (value === undefined || value === "") return [];
    const row = DEFAULT_CREDENTIALS.find(({ names, values }) => names.test(name) && values.test(value));
    if (row !== undefined) return [{ name, product: row.product, published: true }];
    return server.reach.level >= 2 && PASSWORD.test(name) && TRIED_FIRST.test(value) && HAS_LOGIN.test(server.image)
      ? [{ name, product: server.product?.product ?? "the service", published: false }]
      : [];
  });
}

/** Files that hold credentials themselves: environment files, LiteLLM's configuration, Dex's users. */
function knownInFile(file: ProjectFile): readonly { readonly name: string; readonly product: string; readonly line: number }[] {
  const variables = (file.facts.environment ?? [])
    .filter(({ sample }) => !sample)
    .flatMap(({ name, value, line }) => {
      const row = DEFAULT_CREDENTIALS.find(({ names, values }) => value !== undefined && names.test(name) && values.test(value));
      return row === undefined ? [] : [{ name, product: row.product, line }];
    });
  const masked = file.facts.sensitive
    .filter(({ hash }) => hash === KUBEFLOW_DEFAULT_DIGEST)
    .map(({ line }) => ({ name: "a user's password", product: "Kubeflow (user@example.com)", line }));
  return [...variables, ...masked, ...(file.facts.config?.documents ?? []).flatMap(knownInDocument)];
}

function knownInDocument(document: ConfigNode): readonly { readonly name: string; readonly product: string; readonly line: number }[] {
  const found: { name: string; product: string; line: number }[] = [];
  const open: ConfigNode[] = [document];
  let left = NODES;
  for (let node = open.pop(); node !== undefined && left > 0; node = open.pop(), left -= 1) {
    open.push(...items(node));
    for (const { key, value, line } of entries(node)) {
      const written = text(value);
      if (written === undefined) open.push(value);
      else if (written.includes(KUBEFLOW_DEFAULT_HASH)) found.push({ name: key, product: "Kubeflow (user@example.com)", line });
      else if (key === "master_key" && DEFAULT_CREDENTIALS.some(({ names, values }) => names.test(key) && values.test(written)))
        found.push({ name: key, product: "LiteLLM", line });
      else if (MINIO_SECRET.test(key) && key !== key.toUpperCase() && written === "minioadmin")
        found.push({ name: key, product: "MinIO", line });
    }
  }
  return found.sort((a, b) => a.line - b.line);
}

/** The widest way into anything of the same file: a password is set beside the service that asks for it. */
function around(server: Server, servers: readonly Server[]): Server["reach"] {
  const [widest] = servers.filter(({ file }) => file === server.file).sort((a, b) => b.reach.level - a.reach.level);
  return widest?.reach ?? server.reach;
}

function exposure(reach: Server["reach"]): NonNullable<RuleDraft["adjust"]> {
  return [
    reach.level === 0 ? { factor: "exposure", value: 1, reason: "not published; what runs beside it reaches it" } : exposureBy(reach),
  ];
}

/** Logins that come with the product, or that are tried first. */
export const serverDefaultCredentials: Rule = {
  card: {
    id: ID,
    title: "A server of an AI stack keeps a password that everybody knows",
    appliesTo: ["resource", "file"],
    why: "Default logins stand in the product's documentation; scanners of the internet try them first.",
    fix: "Set a generated password from a secret store; remove the default user.",
    base: factors(2, 3, 3, 1),
    controls: ["ADS-SERV-02", "ADS-SECR-01"],
    bad: [
      {
        title: "an object store of models",
        files: {
          "compose.yaml":
            'services:\n  milvus:\n    image: milvusdb/milvus:v2.5.4\n  store:\n    image: minio/minio:RELEASE.2025-04-22T22-12-26Z\n    environment:\n      MINIO_ROOT_USER: minioadmin\n      MINIO_ROOT_PASSWORD: minioadmin\n    ports: ["9001:9001"]\n',
        },
      },
      {
        title: "a default of the file",
        files: {
          "compose.yaml":
            'services:\n  proxy:\n    image: ghcr.io/berriai/litellm:v1.77.0\n    environment:\n      LITELLM_MASTER_KEY: ${LITELLM_MASTER_KEY:-sk-1234}\n    ports: ["4000:4000"]\n',
        },
      },
      {
        title: "the user of Kubeflow's example",
        files: {
          "train.py": 'from transformers import AutoModel\nmodel = AutoModel.from_pretrained("acme/model")\n',
          "dex.yaml": `apiVersion: v1\nkind: Secret\nmetadata:\n  name: dex-passwords\nstringData:\n  DEX_USER_PASSWORD: ${KUBEFLOW_DEFAULT_HASH}\n`,
        },
      },
    ],
    good: [
      {
        title: "from outside",
        files: {
          "compose.yaml":
            'services:\n  proxy:\n    image: ghcr.io/berriai/litellm:v1.77.0\n    environment:\n      LITELLM_MASTER_KEY: ${LITELLM_MASTER_KEY:?}\n    ports: ["4000:4000"]\n',
        },
      },
      {
        title: "a test of one machine",
        files: {
          "train.py": 'from transformers import AutoModel\nmodel = AutoModel.from_pretrained("acme/model")\n',
          "compose.yaml": "services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD: postgres\n",
        },
      },
    ],
  },
  because: { exposure: "the network of the machine that runs it", exploitability: "one login", data: "what the service holds" },
  check: (inventory) => {
    const withAi = targetsWithAi(inventory);
    // Airflow runs pipelines, with the rights to their data, whether AI is seen in them or not.
    const servers = serversOf(inventory).filter(
      ({ file, environment }) => withAi.has(file.target) || [...environment.keys()].some((name) => /^_?AIRFLOW_/.test(name)),
    );
    const started = judgeEach(
      servers.filter(({ environment }) => [...environment.keys()].some((name) => PASSWORD.test(name) || isNamed(name))),
      (server) => {
        const [first, ...rest] = knownIn(server);
        if (first === undefined) return "passed";
        const names = [first, ...rest].map(({ name }) => name).join(", ");
        return fromServer(ID, inventory, server, {
          message: `${plain(server.resource ?? server.file.path, 50)} sets ${plain(names, 80)} to a value ${first.published ? `out of the documentation of ${first.product}` : "that is tried first"}.`,
          headline: `Anybody who reaches ${plain(server.resource ?? server.file.path, 40)} knows its password`,
          excerpt: `${server.resource ?? ""} ${names}`,
          adjust: exposure(first.published ? around(server, servers) : server.reach),
        });
      },
    );
    const written = judgeEach(filesWith(inventory, withAi), ({ file, found }) => {
      const places = new Map<string, (typeof found)[number] & { readonly holder: string | undefined }>();
      for (const each of found) {
        const holder = holderOf(inventory, file, each.line);
        const key = `${each.product}|${holder ?? ""}`;
        if (!places.has(key)) places.set(key, { ...each, holder });
      }
      return [...places.values()].map(({ name, product, line, holder }) =>
        fromFile(
          ID,
          file,
          { line, ...(holder === undefined ? {} : { resource: holder }) },
          {
            message: `${plain(file.path, 60)} sets ${plain(name, 40)} to the value out of the documentation of ${product}.`,
            headline: `Anybody who reaches ${product} knows its password`,
            excerpt: `${product} ${name}`,
            confidence: "certain",
          },
        ),
      );
    });
    return {
      findings: [...started.findings, ...written.findings],
      applicable: started.applicable + written.applicable,
      passed: started.passed + written.passed,
      unknown: 0,
    };
  },
};

function isNamed(name: string): boolean {
  return DEFAULT_CREDENTIALS.some(({ names }) => names.test(name));
}

function filesWith(
  inventory: Inventory,
  withAi: ReadonlySet<number>,
): readonly { file: ProjectFile; found: ReturnType<typeof knownInFile> }[] {
  return inventory.project.files
    .filter(({ target, facts }) => withAi.has(target) && (facts.environment !== undefined || facts.config?.format === "yaml"))
    .map((file) => ({ file, found: knownInFile(file) }))
    .filter(({ file, found }) => found.length > 0 || file.facts.environment !== undefined);
}
