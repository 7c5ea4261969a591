import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { InventoryDocument } from "../document.ts";
import { kubernetesGet } from "./client.ts";
import { collectKubernetes } from "./collect.ts";
import { clusterRole, KUBERNETES_KINDS } from "./kinds.ts";
import { clusterAccess } from "./kubeconfig.ts";

/* A real HTTP server that answers as an API server does, reached through a kubeconfig as kubectl would. */

type Answer = { readonly status?: number; readonly body?: unknown; readonly text?: string; readonly after?: string };
const servers: Server[] = [];
const folders: string[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const GROUPS = {
  groups: [
    { name: "apps", preferredVersion: { version: "v1" } },
    { name: "rbac.authorization.k8s.io", preferredVersion: { version: "v1" } },
    { name: "ray.io", preferredVersion: { version: "v1" } },
  ],
};
const kinds = (...names: readonly string[]): object => ({ resources: names.map((name) => ({ name })) });
const DISCOVERY: Readonly<Record<string, Answer>> = {
  "/apis": { body: GROUPS },
  "/api/v1": { body: kinds("pods", "services", "configmaps", "secrets", "namespaces", "serviceaccounts") },
  "/apis/apps/v1": { body: kinds("deployments") },
  "/apis/rbac.authorization.k8s.io/v1": { body: kinds("clusterroles") },
  "/apis/ray.io/v1": { body: kinds("rayclusters") },
};

async function cluster(answers: Readonly<Record<string, Answer | readonly Answer[]>>, user: object = { token: "t0ken" }) {
  const asked: { readonly url: string; readonly method: string; readonly authorization: string | undefined }[] = [];
  const times = new Map<string, number>();
  const server = createServer((request, response) => {
    const url = request.url ?? "";
    asked.push({ url, method: request.method ?? "", authorization: request.headers.authorization });
    const found = { ...DISCOVERY, ...answers }[url] ?? { ...DISCOVERY, ...answers }[url.split("?")[0] ?? ""] ?? { body: { items: [] } };
    const time = times.get(url) ?? 0;
    times.set(url, time + 1);
    const list = Array.isArray(found) ? found : [found];
    const answer: Answer = list[Math.min(time, list.length - 1)] ?? {};
    response.writeHead(answer.status ?? 200, {
      "content-type": "application/json",
      ...(answer.after === undefined ? {} : { "retry-after": answer.after }),
    });
    response.end(answer.text ?? JSON.stringify(answer.body ?? {}));
  });
  servers.push(server);
  const port = await new Promise<number>((resolve) =>
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    }),
  );
  const folder = mkdtempSync(join(tmpdir(), "kubeconfig-"));
  folders.push(folder);
  const file = join(folder, "config");
  writeFileSync(
    file,
    JSON.stringify({
      "current-context": "lab",
      contexts: [{ name: "lab", context: { cluster: "c", user: "u" } }],
      clusters: [{ name: "c", cluster: { server: `http://127.0.0.1:${port}` } }],
      users: [{ name: "u", user }],
    }),
  );
  const access = await clusterAccess(undefined, { KUBECONFIG: file, PATH: process.env["PATH"] });
  const waited: number[] = [];
  const get = kubernetesGet(access, {
    timeout: 2,
    wait: async (milliseconds) => {
      waited.push(milliseconds);
    },
  });
  const collect = (namespace?: string): Promise<InventoryDocument> =>
    collectKubernetes({
      get,
      context: access.context,
      clock: () => new Date("2026-11-23T02:00:00Z"),
      concurrency: 4,
      ...(namespace === undefined ? {} : { namespace }),
    });
  return { collect, asked, waited };
}

const DEPLOYMENT = {
  metadata: {
    name: "vllm",
    namespace: "serving",
    uid: "1",
    resourceVersion: "7",
    managedFields: [{}],
    annotations: { "kubectl.kubernetes.io/last-applied-configuration": '{"password":"hunter-22-hunter"}', owner: "ml" },
  },
  spec: {
    template: {
      spec: {
        containers: [
          { name: "server", image: "vllm/vllm-openai:0.6.0", env: [{ name: "OPENAI_API_KEY", value: "correct-horse-7-battery" }] },
        ],
      },
    },
  },
  status: { replicas: 1 },
};

describe("collectKubernetes", () => {
  it("lists what the server has as manifests, without secrets and what the server writes", async () => {
    const { collect, asked } = await cluster({
      "/apis/apps/v1/deployments": { body: { items: [DEPLOYMENT] } },
      "/api/v1/pods": {
        body: {
          items: [
            { metadata: { name: "vllm-1", namespace: "serving", ownerReferences: [{ kind: "ReplicaSet", controller: true }] }, spec: {} },
            { metadata: { name: "debug", namespace: "serving" }, spec: { containers: [] } },
          ],
        },
      },
    });
    const found = await collect();
    expect(InventoryDocument.parse(found)).toEqual(found);
    expect(found.resources.map(({ type, address }) => [type, address])).toEqual([
      ["apps/v1/Deployment", "serving/Deployment.apps/v1/vllm"],
      ["v1/Pod", "serving/Pod.v1/debug"],
    ]);
    const [deployment] = found.resources;
    expect(deployment?.attributes).toMatchObject({
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "vllm", namespace: "serving", annotations: { owner: "ml" } },
    });
    expect(deployment?.attributes["status"]).toBeUndefined();
    expect(JSON.stringify(found)).not.toMatch(/hunter-22|correct-horse|managedFields|resourceVersion/);
    expect(asked.every(({ method, authorization }) => method === "GET" && authorization === "Bearer t0ken")).toBe(true);
    // The right to list secrets is the right to read them.
    expect(asked.some(({ url }) => url.includes("secrets"))).toBe(false);
    // Kinds that the server does not have are not asked for.
    expect(asked.some(({ url }) => url.includes("kubeflow") || url.includes("rayjobs"))).toBe(false);
  });

  it("records what is denied, broken or a page of HTML, and something stands for it", async () => {
    const { collect } = await cluster({
      "/apis/apps/v1/deployments": { status: 403, body: { kind: "Status" } },
      "/apis/ray.io/v1/rayclusters": { text: "<!doctype html>" },
      "/api/v1/services": { text: '{"items": [' },
      "/apis/rbac.authorization.k8s.io/v1/clusterroles": { status: 500 },
    });
    const found = await collect();
    expect(
      found.calls.filter(({ outcome }) => outcome !== "ok").map(({ operation, outcome, error }) => [operation, outcome, error]),
    ).toEqual([
      ["list clusterroles.rbac.authorization.k8s.io", "failed", "HTTP 500"],
      ["list deployments.apps", "denied", "HTTP 403"],
      ["list rayclusters.ray.io", "failed", "NotJson"],
      ["list services", "failed", "NotJson"],
    ]);
    expect(found.resources.map(({ type, unread }) => [type, unread])).toEqual(
      [
        ["apps/v1/Deployment", ["*"]],
        ["rbac.authorization.k8s.io/v1/ClusterRole", ["*"]],
        ["ray.io/v1/RayCluster", ["*"]],
        ["v1/Service", ["*"]],
      ].sort((a, b) => String(a[0]).localeCompare(String(b[0]))),
    );
    expect(found.summary.complete).toBe(false);
  });

  it("does not take a cluster whose kinds are not told for an empty one", async () => {
    const { collect } = await cluster({ "/apis": { status: 403 } });
    const found = await collect();
    expect(found.resources.filter(({ unread }) => unread !== undefined).map(({ type }) => type)).toContain("ray.io/v1/RayCluster");
    expect(found.calls).toContainEqual(expect.objectContaining({ operation: "get /apis", outcome: "denied" }));
  });

  it("goes on through pages and waits where the server asks for it", async () => {
    const item = (name: string): object => ({ metadata: { name }, data: { settings: "a" } });
    const { collect, waited } = await cluster({
      "/api/v1/configmaps?limit=500": [{ status: 429, after: "3" }, { body: { metadata: { continue: "x=/y" }, items: [item("a")] } }],
      "/api/v1/configmaps?limit=500&continue=x%3D%2Fy": { body: { items: [item("b")] } },
    });
    const found = await collect();
    expect(found.resources.map(({ address }) => address)).toEqual(["ConfigMap.v1/a", "ConfigMap.v1/b"]);
    expect(waited).toEqual([3000]);
  });

  it("keeps to a namespace, and says so", async () => {
    const { collect, asked } = await cluster({});
    await collect("team/../a");
    const lists = asked.filter(({ url }) => url.includes("limit="));
    expect(lists.length).toBeGreaterThan(0);
    expect(lists.every(({ url }) => url.includes("/namespaces/team%2F..%2Fa/"))).toBe(true);
  });

  it("takes credentials from a program that the kubeconfig names", async () => {
    const program = { exec: { command: process.execPath, args: ["-e", 'console.log(JSON.stringify({status:{token:"from-program"}}))'] } };
    const { collect, asked } = await cluster({}, program);
    await collect();
    expect(asked[0]?.authorization).toBe("Bearer from-program");
  });
});

describe("clusterAccess", () => {
  function config(text: string): string {
    const folder = mkdtempSync(join(tmpdir(), "kubeconfig-"));
    folders.push(folder);
    writeFileSync(join(folder, "config"), text);
    return join(folder, "config");
  }

  it.each([
    ["no YAML", "a: [", "BAD_KUBECONFIG"],
    ["no context", "contexts: []", "NO_CONTEXT"],
    ["a cluster that is not there", "current-context: a\ncontexts: [{name: a, context: {cluster: b}}]", "BAD_KUBECONFIG"],
    [
      "a server that is no address",
      "current-context: a\ncontexts: [{name: a, context: {cluster: b}}]\nclusters: [{name: b, cluster: {server: 'file:///etc/passwd'}}]",
      "BAD_KUBECONFIG",
    ],
    [
      "a bomb of aliases",
      `a: &a [x,x]\n${Array.from({ length: 12 }, (_, i) => `b${i}: &b${i} [*${i === 0 ? "a" : `b${i - 1}`},*${i === 0 ? "a" : `b${i - 1}`}]`).join("\n")}`,
      "BAD_KUBECONFIG",
    ],
  ])("says what is wrong with %s", async (_, text, code) => {
    await expect(clusterAccess(undefined, { KUBECONFIG: config(text) })).rejects.toMatchObject({ code });
  });

  it("reads certificates beside the file, and names the one that is missing", async () => {
    const file = config(
      "current-context: a\ncontexts: [{name: a, context: {cluster: b, user: u}}]\nclusters: [{name: b, cluster: {server: 'https://c:6443/', certificate-authority-data: Q0E=}}]\nusers: [{name: u, user: {client-certificate: cert.pem, client-key-data: S0VZ}}]",
    );
    await expect(clusterAccess("a", { KUBECONFIG: file })).rejects.toThrow(/cert\.pem, which cannot be read/);
    writeFileSync(join(file, "../cert.pem"), "CERT");
    expect(await clusterAccess("a", { KUBECONFIG: file })).toMatchObject({
      server: "https://c:6443",
      authority: "CA",
      certificate: "CERT",
      key: "KEY",
    });
  });
});

describe("the printed ClusterRole", () => {
  it("grants exactly the lists that are made, and no secrets", () => {
    const role: unknown = parse(clusterRole());
    expect(role).toMatchObject({ kind: "ClusterRole", apiVersion: "rbac.authorization.k8s.io/v1" });
    const { rules }: { rules: { apiGroups?: string[]; resources?: string[]; verbs: string[] }[] } = parse(clusterRole());
    const granted = rules.flatMap(({ apiGroups = [], resources = [] }) =>
      apiGroups.flatMap((group) => resources.map((each) => `${group}/${each}`)),
    );
    expect(granted.sort()).toEqual([...new Set(KUBERNETES_KINDS.map(({ group, resource }) => `${group}/${resource}`))].sort());
    expect(granted).not.toContain("/secrets");
    expect(new Set(rules.flatMap(({ verbs }) => verbs))).toEqual(new Set(["list", "get"]));
  });
});
