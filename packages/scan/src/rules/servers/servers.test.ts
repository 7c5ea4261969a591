import { beforeAll, describe, expect, it } from "vitest";
import { inventoryOf, WARM_UP_TIME, warmUp } from "../testing/project-from.ts";
import { askingOf } from "./asks.ts";
import { serversOf } from "./index.ts";
import { bareImage, type Server, tagOf } from "./server.ts";

beforeAll(warmUp, WARM_UP_TIME);

type Files = { readonly [path: string]: string };
async function only(files: Files): Promise<Server> {
  const [server, ...more] = serversOf(await inventoryOf(files)).filter(({ product }) => product !== undefined);
  expect(more).toEqual([]);
  if (server === undefined) throw new Error("no server");
  return server;
}
const compose = (service: string): Files => ({ "compose.yaml": `services:\n  s:\n${service}` });

describe("images", () => {
  it.each([
    ["qdrant/qdrant:v1.2", "qdrant/qdrant", "v1.2"],
    ["localhost:5000/qdrant/qdrant", "localhost:5000/qdrant/qdrant", ""],
    [`a/b:1@sha256:${"0".repeat(64)}`, "a/b", "1"],
    ["", "", ""],
  ])("%s", (image, bare, tag) => {
    expect(bareImage(image)).toBe(bare);
    expect(tagOf(image)).toBe(tag);
  });
});

describe("how a service of Compose is reached", () => {
  const reach = async (more: string) => (await only(compose(`    image: ollama/ollama\n${more}`))).reach.level;
  it.each([
    ['    ports: ["11434:11434"]\n', 2],
    ['    ports: ["11434"]\n', 2],
    ["    ports: [11434]\n", 2],
    ['    ports: ["127.0.0.1:11434:11434"]\n', 0],
    ['    ports: ["[::1]:11434:11434"]\n', 0],
    ['    ports: ["localhost:11434:11434"]\n', 0],
    ['    ports: ["0.0.0.0:11434:11434/tcp"]\n', 2],
    ['    ports: ["${PORT:-11434}:11434"]\n', 2],
    ["    ports: [{ target: 11434, published: 80, host_ip: 127.0.0.1 }]\n", 0],
    ["    ports: [{ target: 11434, published: 80 }]\n", 2],
    ['    expose: ["11434"]\n', 0],
    ["    network_mode: host\n", 2],
    ["", 0],
  ])("%j is level %i", async (more, level) => expect(await reach(more)).toBe(level));

  it("does not count other ports of the container, and knows that a proxy may ask", async () => {
    const metrics = await only(compose('    image: milvusdb/milvus:v2.5.4\n    ports: ["127.0.0.1:19530:19530", "9091:9091"]\n'));
    expect(metrics.reach.level).toBe(0);
    const routed = await only(compose('    image: ollama/ollama\n    labels: ["traefik.http.routers.o.rule=Host(`x`)"]\n'));
    expect(routed.reach).toMatchObject({ level: 2, guarded: true });
  });

  it("survives odd forms", async () => {
    const found = serversOf(
      await inventoryOf({
        "compose.yaml":
          "services:\n  a:\n    image: [1]\n    ports: {a: 1}\n    volumes: 5\n  b: 3\n  c:\n    image: redis\n    ports: ['x:y:z:w', null]\n",
      }),
    );
    expect(found.map(({ resource }) => resource)).toEqual(["services.a", "services.c"]);
  });
});

describe("whether it asks", () => {
  it.each([
    ["    image: qdrant/qdrant:v1.15.4\n", "open"],
    ["    image: qdrant/qdrant:v1.15.4\n    environment: { QDRANT__SERVICE__API_KEY: '' }\n", "open"],
    ["    image: qdrant/qdrant:v1.15.4\n    environment: [QDRANT__SERVICE__API_KEY]\n", "asks"],
    ["    image: qdrant/qdrant:v1.15.4\n    env_file: absent.env\n", "unknown"],
    ["    image: vllm/vllm-openai:v0.11.0\n    command: [--api-key, $KEY]\n", "asks"],
    ["    image: flowiseai/flowise:2.2.7\n", "open"],
    ["    image: flowiseai/flowise:3.0.8\n", "asks"],
    ["    image: elasticsearch:7.17.0\n", "open"],
    ["    image: elasticsearch:8.15.0\n", "asks"],
    ["    image: elasticsearch:8.15.0\n    environment: ['xpack.security.enabled=false']\n", "off"],
    [
      "    image: semitechnologies/weaviate:1.30.0\n    environment: { AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED: 'true', AUTHENTICATION_APIKEY_ENABLED: 'true' }\n",
      "off",
    ],
    ["    image: redis:7\n    command: redis-server --requirepass x\n", "asks"],
    ["    image: postgres:17\n", "asks"],
    ["    image: postgres:17\n    environment: { POSTGRES_HOST_AUTH_METHOD: trust }\n", "off"],
    ["    image: ghcr.io/open-webui/open-webui:v0.12.0\n    environment: { WEBUI_AUTH: 'False' }\n", "off"],
    ["    image: quay.io/jupyter/scipy-notebook\n    command: start-notebook.py --IdentityProvider.token=''\n", "off"],
    ["    image: quay.io/jupyter/scipy-notebook\n    command: start-notebook.py --IdentityProvider.token=abc\n", "asks"],
  ])("%j: %s", async (service, asking) => expect(askingOf(await only(compose(service)))).toBe(asking));

  it("reads the configuration that is put into it", async () => {
    const files = compose('    image: redis:7\n    volumes: ["./redis.conf:/etc/redis.conf"]\n    ports: ["6379:6379"]\n');
    expect(askingOf(await only({ ...files, "redis.conf": "requirepass secret\n" }))).toBe("asks");
    expect(askingOf(await only({ ...files, "redis.conf": "port 6379\n" }))).toBe("open");
  });
});

describe("scripts and Dockerfiles", () => {
  it.each([
    ["docker run -d -p 6333:6333 qdrant/qdrant", 2],
    ["docker run -d -p 127.0.0.1:6333:6333 qdrant/qdrant", 0],
    ["sudo docker run --network=host qdrant/qdrant", 2],
    ["docker run qdrant/qdrant", 0],
    ["OLLAMA_HOST=0.0.0.0 ollama serve", 2],
    ["ollama serve &", 0],
    ["mlflow server --host 0.0.0.0 --port 5000", 2],
    ["mlflow ui", 0],
    ["tensorboard --logdir runs --bind_all", 2],
    ["python -m vllm.entrypoints.openai.api_server --host=0.0.0.0 --model x/y", 2],
    ["ray start --head --dashboard-host=0.0.0.0", 2],
    ["bash -c 'mlflow server -h 0.0.0.0'", 2],
  ])("%s is level %i", async (command, level) => expect((await only({ "run.sh": `#!/bin/sh\n${command}\n` })).reach.level).toBe(level));

  it("reads what an image starts", async () => {
    const server = await only({ Dockerfile: 'FROM python:3.12\nENV RAY_AUTH_MODE=token\nCMD ["ray", "start", "--head"]\n' });
    expect(server).toMatchObject({ form: "dockerfile", resource: "CMD" });
    expect(askingOf(server)).toBe("asks");
  });
});

describe("Kubernetes", () => {
  const pod =
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: s}\nspec:\n  template:\n    metadata: {labels: {app: s}}\n    spec:\n      containers: [{name: c, image: 'qdrant/qdrant:v1'}]\n";
  const service = (spec: string, more = ""): string =>
    `---\napiVersion: v1\nkind: Service\nmetadata: {name: s${more}}\nspec: {selector: {app: s}, ports: [{port: 6333}]${spec}}\n`;
  const ingress = (more: string): string =>
    `---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: i${more}}\nspec: {rules: [{http: {paths: [{path: /, backend: {service: {name: s, port: {number: 6333}}}}]}}]}\n`;
  it.each([
    ["", 0],
    [service(""), 1],
    [service(", type: NodePort"), 2],
    [service(", type: LoadBalancer"), 3],
    [service(", type: LoadBalancer, loadBalancerSourceRanges: [10.0.0.0/8]"), 2],
    [service(", type: LoadBalancer", ", annotations: {service.beta.kubernetes.io/aws-load-balancer-internal: 'true'}"), 2],
    [service("") + ingress(""), 3],
    [service(", type: LoadBalancer").replace("app: s", "app: other"), 0],
  ])("%j is level %i", async (more, level) => expect((await only({ "s.yaml": pod + more })).reach.level).toBe(level));

  it("sees that an ingress asks, and that values may come from elsewhere", async () => {
    const asked = await only({
      "s.yaml": pod + service("") + ingress(", annotations: {nginx.ingress.kubernetes.io/auth-url: 'https://x'}"),
    });
    expect(asked.reach.guarded).toBe(true);
    expect(askingOf(await only({ "s.yaml": pod.replace("image:", "envFrom: [{secretRef: {name: k}}], image:") }))).toBe("unknown");
  });

  it("reads what an overlay makes of it", async () => {
    const files = {
      "base/kustomization.yaml": "resources: [all.yaml]\n",
      "base/all.yaml": pod + service(""),
      "prod/kustomization.yaml":
        "resources: [../base]\npatches:\n  - patch: |\n      apiVersion: apps/v1\n      kind: Deployment\n      metadata: {name: s}\n      spec:\n        template:\n          spec:\n            containers:\n              - name: c\n                env: [{name: QDRANT__SERVICE__API_KEY, value: k}]\n  - patch: |\n      apiVersion: v1\n      kind: Service\n      metadata: {name: s}\n      spec: {type: LoadBalancer}\n",
    };
    const server = await only(files);
    expect(server.reach.level).toBe(3);
    expect(askingOf(server)).toBe("asks");
  });
});
