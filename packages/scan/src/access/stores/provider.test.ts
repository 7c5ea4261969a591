import { beforeAll, describe, expect, it } from "vitest";
import { inventoryOf, WARM_UP_TIME, warmUp } from "../../rules/testing/project-from.ts";
import { AccessDocument, accessDocument } from "../document.ts";
import { type Access, accessOf } from "../who-can.ts";
import { redisUsers } from "./redis-users.ts";

beforeAll(warmUp, WARM_UP_TIME);

async function ask(what: string, files: Readonly<Record<string, string>>): Promise<Access> {
  const inventory = await inventoryOf(files);
  const { assets, relations, packages, resources } = inventory;
  const [first] = accessOf(what, { inventory: { ...inventory, assets, relations, packages, resources } });
  if (first === undefined) throw new Error(`nothing is called ${what}`);
  return first;
}
const lines = ({ grants }: Access): readonly string[] => [
  ...new Set(
    grants.map(
      ({ power, effect, principal, actions, conditions }) =>
        `${power} ${effect} ${principal.kind} ${principal.name} (${actions.join()})${conditions.length === 0 ? "" : ` [${conditions.join("; ")}]`}`,
    ),
  ),
];
const compose = async (what: string, ...services: readonly string[]): Promise<readonly string[]> =>
  lines(await ask(what, { "docker-compose.yml": `services:\n${services.join("")}` }));
const service = (name: string, image: string, more = ""): string => `  ${name}:\n    image: ${image}\n${more}`;

describe("a store in Compose", () => {
  it("that asks nobody is open to whoever reaches it", async () => {
    expect(await compose("services.qdrant", service("qdrant", "qdrant/qdrant:v1.15.0", '    ports: ["6333:6333"]\n'))).toEqual([
      "read allowed anyone anyone who reaches port 6333 of the host (read)",
      "write allowed anyone anyone who reaches port 6333 of the host (write)",
      "change allowed anyone anyone who reaches port 6333 of the host (change)",
    ]);
    const own = await compose(
      "services.qdrant",
      service("qdrant", "qdrant/qdrant:v1.15.0", '    ports: ["127.0.0.1:6333:6333"]\n'),
      service("api", "acme/api", "    environment:\n      QDRANT_URL: http://qdrant:6333\n"),
      service("web", "acme/web", "    environment:\n      TITLE: my-qdrant\n"),
    );
    expect(own).toEqual([
      "read allowed anyone anyone in the Compose network (read)",
      "read allowed workload api (read)",
      "write allowed anyone anyone in the Compose network (write)",
      "write allowed workload api (write)",
      "change allowed anyone anyone in the Compose network (change)",
    ]);
  });

  it("that asks is open to those who hold its key; a key that only reads does not write", async () => {
    const store = service(
      "qdrant",
      "qdrant/qdrant:v1.15.0",
      "    environment:\n      QDRANT__SERVICE__API_KEY: ${FULL}\n      QDRANT__SERVICE__READ_ONLY_API_KEY: ${ONLY}\n",
    );
    const caller = (name: string, key: string): string =>
      service(name, "acme/x", `    environment:\n      STORE: http://qdrant:6333\n      KEY: \${${key}}\n`);
    expect(await compose("services.qdrant", store, caller("train", "FULL"), caller("serve", "ONLY"), service("web", "acme/web"))).toEqual([
      "read allowed workload serve (read with KEY)",
      "read allowed workload train (read with KEY)",
      "write allowed workload train (write with KEY)",
    ]);
  });

  it("stays unknown where its settings are elsewhere", async () => {
    const answer = await ask("services.qdrant", {
      "docker-compose.yml": `services:\n${service("qdrant", "qdrant/qdrant:v1", "    env_file: .secrets\n")}${service("api", "acme/x", "    environment: [QDRANT_URL=http://qdrant:6333, QDRANT_API_KEY=x]\n")}`,
    });
    expect(lines(answer)).toEqual([
      "read unknown workload api (read with QDRANT_API_KEY) [unknown: whether qdrant asks for it]",
      "write unknown workload api (write with QDRANT_API_KEY) [unknown: whether qdrant asks for it]",
    ]);
    expect(answer.notSeen.join()).toContain("part of its settings is not here");
  });

  it("judges the products by their own switches", async () => {
    const env = (text: string): string => `    environment: [${text}]\n`;
    const open = async (name: string, image: string, text = ""): Promise<boolean> =>
      (await compose(`services.${name}`, service(name, image, text === "" ? "" : env(text)))).length > 0;
    expect(await open("weaviate", "semitechnologies/weaviate:1.30.0", "AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED=true")).toBe(true);
    expect(
      await open(
        "weaviate",
        "semitechnologies/weaviate:1.30.0",
        "AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED=false, AUTHENTICATION_APIKEY_ENABLED=true",
      ),
    ).toBe(false);
    expect(await open("elasticsearch", "docker.elastic.co/elasticsearch/elasticsearch:8.15.0")).toBe(false);
    expect(await open("elasticsearch", "docker.elastic.co/elasticsearch/elasticsearch:8.15.0", "xpack.security.enabled=false")).toBe(true);
    expect(await open("opensearch", "opensearchproject/opensearch:2")).toBe(false);
    expect(await open("milvus", "milvusdb/milvus:v2.5.0")).toBe(true);
    expect(await open("chroma", "chromadb/chroma:1.0.0")).toBe(true);
    expect(await open("db", "pgvector/pgvector:pg17", "POSTGRES_PASSWORD=${P}")).toBe(false);
    expect(await open("db", "postgres:${VERSION:-17}", "POSTGRES_HOST_AUTH_METHOD=trust")).toBe(true);
    // Not a store.
    expect(await open("web", "nginx:1")).toBe(false);
  });

  it("tells Weaviate's readers from its administrators", async () => {
    const text =
      "    environment:\n      AUTHENTICATION_APIKEY_ENABLED: 'true'\n      AUTHORIZATION_ADMINLIST_USERS: kim\n      AUTHORIZATION_ADMINLIST_READONLY_USERS: lee\n";
    expect(await compose("services.weaviate", service("weaviate", "semitechnologies/weaviate:1.30.0", text))).toEqual([
      "read allowed user kim (read)",
      "read allowed user lee (read)",
      "write allowed user kim (write)",
      "change allowed user kim (change)",
    ]);
  });
});

describe("redisUsers", () => {
  it("takes rules from left to right", () => {
    expect(
      redisUsers(
        "user kim on >x ~cache:* +@read\nuser lee on nopass allkeys +@all -@write\nuser old off >x ~* +@all\nuser none on >x +@all",
      ),
    ).toEqual([
      { name: "kim", read: true, write: false, open: false, keys: ["cache:*"] },
      { name: "lee", read: true, write: false, open: true, keys: ["*"] },
    ]);
    expect(redisUsers("user kim on >x ~* +@all\nuser kim off")).toEqual([]);
    expect(redisUsers("requirepass x\nuser")).toEqual([]);
  });

  it("tells users of a store that Compose starts with them", async () => {
    const redis = service("redis", "redis:8", "    command: redis-server --user default off --user app on >p ~emb:* +@read\n");
    expect(await compose("services.redis", redis)).toEqual(["read conditional user app (read) [only for keys emb:*]"]);
  });
});

describe("a store in a cluster", () => {
  const pod = (name: string, image: string, env: string): string =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${name}, namespace: ml}\nspec:\n  template:\n    metadata: {labels: {app: ${name}}}\n    spec:\n      containers:\n        - name: c\n          image: ${image}\n          env:\n${env}`;
  const key = (name: string, secret: string): string =>
    `            - {name: ${name}, valueFrom: {secretKeyRef: {name: ${secret}, key: key}}}\n`;
  const front = (type: string): string =>
    `apiVersion: v1\nkind: Service\nmetadata: {name: vectors, namespace: ml}\nspec: {type: ${type}, selector: {app: qdrant}}\n`;

  it("is open to whoever is given the same secret", async () => {
    const answer = await ask("Deployment/qdrant", {
      "k8s/all.yaml": [
        pod("qdrant", "qdrant/qdrant:v1.15.0", key("QDRANT__SERVICE__API_KEY", "qdrant")),
        pod("rag", "acme/rag", key("VECTORS_KEY", "qdrant")),
        pod("web", "acme/web", key("VECTORS_KEY", "other")),
      ].join("---\n"),
    });
    expect(lines(answer).filter((line) => /VECTORS_KEY|anyone/.test(line))).toEqual([
      "read allowed workload Deployment/rag (read with VECTORS_KEY)",
      "write allowed workload Deployment/rag (write with VECTORS_KEY)",
    ]);
  });

  it("is open to anyone where nothing asks", async () => {
    const open = async (type: string): Promise<readonly string[]> =>
      lines(
        await ask("Deployment/qdrant", {
          "k8s/all.yaml": [pod("qdrant", "qdrant/qdrant:v1.15.0", "            - {name: A, value: b}\n"), front(type)].join("---\n"),
        }),
      ).filter((line) => line.startsWith("read"));
    expect(await open("LoadBalancer")).toEqual(["read allowed anyone anyone who reaches Service/vectors (LoadBalancer) (read)"]);
    expect(await open("ClusterIP")).toEqual(["read allowed anyone anyone in the cluster (read) [unless a NetworkPolicy keeps them apart]"]);
  });
});

it("reads privileges of PostgreSQL", async () => {
  const text = `resource "postgresql_schema" "rag" {\n  name = "rag"\n}
resource "postgresql_role" "reader" {\n  name = "reader"\n}
resource "postgresql_grant" "read" {\n  role = postgresql_role.reader.name\n  schema = postgresql_schema.rag.name\n  object_type = "table"\n  privileges = ["SELECT"]\n}
resource "postgresql_grant" "all" {\n  role = "public"\n  schema = "rag"\n  object_type = "table"\n  objects = ["notes"]\n  privileges = ["INSERT"]\n}
resource "postgresql_grant" "usage" {\n  role = "web"\n  schema = "rag"\n  object_type = "schema"\n  privileges = ["USAGE"]\n}
resource "postgresql_grant" "elsewhere" {\n  role = "web"\n  schema = "other"\n  object_type = "table"\n  privileges = ["SELECT"]\n}\n`;
  const answer = await ask("postgresql_schema.rag", { "main.tf": text });
  expect(lines(answer)).toEqual([
    "read allowed role reader (SELECT)",
    "write conditional group PUBLIC (every role of the database) (INSERT) [only on notes]",
  ]);
  expect(AccessDocument.safeParse(accessDocument([answer])).error).toBeUndefined();
});

it("reads roles of Elasticsearch and OpenSearch", async () => {
  const text = `resource "elasticstack_elasticsearch_index" "docs" {\n  name = "docs-2026"\n}
resource "elasticstack_elasticsearch_security_role" "reader" {\n  name = "reader"\n  indices {\n    names = ["docs-*"]\n    privileges = ["read"]\n  }\n  indices {\n    names = ["logs-*"]\n    privileges = ["all"]\n  }\n}
resource "elasticstack_elasticsearch_security_user" "kim" {\n  username = "kim"\n  roles = [elasticstack_elasticsearch_security_role.reader.name]\n}
resource "elasticstack_elasticsearch_security_role" "other" {\n  name = "other"\n  indices {\n    names = ["doc"]\n    privileges = ["all"]\n  }\n}\n`;
  expect(lines(await ask("elasticstack_elasticsearch_index.docs", { "main.tf": text }))).toEqual(["read allowed user kim (read)"]);
  const open = `resource "opensearch_index" "docs" {\n  name = "docs"\n}
resource "opensearch_role" "writer" {\n  role_name = "writer"\n  index_permissions {\n    index_patterns = ["*"]\n    allowed_actions = ["crud"]\n  }\n}
resource "opensearch_roles_mapping" "writer" {\n  role_name = "writer"\n  backend_roles = ["arn:aws:iam::1:role/ingest"]\n  users = ["*"]\n}\n`;
  expect(lines(await ask("opensearch_index.docs", { "main.tf": open }))).toEqual([
    "read allowed anyone anyone who may log in (crud)",
    "read allowed role arn:aws:iam::1:role/ingest (crud)",
    "write allowed anyone anyone who may log in (crud)",
    "write allowed role arn:aws:iam::1:role/ingest (crud)",
  ]);
});

describe("grants of SQL files", () => {
  const table = "CREATE TABLE docs (id int, embedding vector(3));\n";
  const told = async (sql: string): Promise<readonly string[]> => lines(await ask("docs", { "db/schema.sql": table + sql }));

  it("are told of the table that holds vectors", async () => {
    expect(
      await told(
        "GRANT SELECT ON docs TO reader;\nGRANT ALL PRIVILEGES ON ALL TABLES IN SCHEMA public TO app;\nGRANT SELECT ON notes TO web;\nGRANT ALL ON ALL TABLES IN SCHEMA other TO web;",
      ),
    ).toEqual([
      "read allowed role app (ALL)",
      "read allowed role reader (SELECT)",
      "write allowed role app (ALL)",
      "change allowed role app (ALL)",
    ]);
  });

  it("are gone where a later REVOKE takes them, and limited to what policies let through", async () => {
    expect(await told("GRANT SELECT ON docs TO reader;\nREVOKE ALL ON docs FROM reader;")).toEqual([]);
    const guarded =
      "GRANT SELECT, INSERT ON docs TO app, web;\nALTER TABLE docs ENABLE ROW LEVEL SECURITY;\nCREATE POLICY own ON docs FOR SELECT TO app USING (true);";
    expect(await told(guarded)).toEqual(["read conditional role app (SELECT) [only rows that the policy own lets through]"]);
  });
});
