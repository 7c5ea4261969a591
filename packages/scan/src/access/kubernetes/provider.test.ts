import { beforeAll, describe, expect, it } from "vitest";
import { inventoryOf, WARM_UP_TIME, warmUp } from "../../rules/testing/project-from.ts";
import { AccessDocument, accessDocument } from "../document.ts";
import { type Access, accessOf } from "../who-can.ts";

beforeAll(warmUp, WARM_UP_TIME);

async function ask(what: string, files: Readonly<Record<string, string>>): Promise<Access> {
  const inventory = await inventoryOf(files);
  const { assets, relations, packages, resources } = inventory;
  const [first] = accessOf(what, { inventory: { ...inventory, assets, relations, packages, resources } });
  if (first === undefined) throw new Error(`nothing is called ${what}`);
  return first;
}
async function told(what: string, ...documents: readonly string[]): Promise<readonly string[]> {
  const { grants } = await ask(what, { "k8s/all.yaml": documents.join("---\n") });
  return lines(grants);
}
function lines(grants: Access["grants"]): readonly string[] {
  return grants.map(
    ({ power, effect, how, principal, steps, conditions }) =>
      `${power} ${effect} ${how} ${principal.kind} ${principal.name}${steps.map(({ via, to }) => ` ${via} ${to.name}`).join("")}${conditions.length === 0 ? "" : ` [${conditions.join("; ")}]`}`,
  );
}

const object = (kind: string, name: string, namespace: string, rest = "", api = "v1"): string =>
  `apiVersion: ${api}\nkind: ${kind}\nmetadata:\n  name: ${name}\n${namespace === "" ? "" : `  namespace: ${namespace}\n`}${rest}\n`;
const RBAC = "rbac.authorization.k8s.io/v1";
const rule = (groups: string, resources: string, verbs: string, more = ""): string =>
  `  - apiGroups: [${groups}]\n    resources: [${resources}]\n    verbs: [${verbs}]\n${more}`;
const role = (kind: string, name: string, namespace: string, ...rules: readonly string[]): string =>
  object(kind, name, namespace, `rules:\n${rules.join("")}`, RBAC);
const bind = (kind: string, namespace: string, roleKind: string, roleName: string, subject: string): string =>
  object(
    `${kind}`,
    `${roleName}-b`,
    namespace,
    `roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ${roleKind}, name: ${roleName}}\nsubjects:\n  - ${subject}`,
    RBAC,
  );
const account = (name: string, namespace: string): string => `{kind: ServiceAccount, name: ${name}, namespace: ${namespace}}`;
const GROUP = "{kind: Group, name: team, apiGroup: rbac.authorization.k8s.io}";
const SECRET = object("Secret", "keys", "ml", "stringData: {a: b}");
const deployment = (name: string, namespace: string, spec: string): string =>
  object("Deployment", name, namespace, `spec:\n  template:\n    metadata: {labels: {app: ${name}}}\n    spec:\n${spec}`, "apps/v1");
const POD = "      containers:\n        - {name: m, image: acme/app:1}\n";

describe("a secret", () => {
  it("is read by a role in its namespace, whoever runs as the account, and by nobody of another namespace", async () => {
    expect(
      await told(
        "Secret/keys",
        SECRET,
        role("Role", "reader", "ml", rule('""', "secrets", "get")),
        bind("RoleBinding", "ml", "Role", "reader", account("app", "ml")),
        deployment("app", "ml", `      serviceAccountName: app\n${POD}`),
        deployment("other", "web", `      serviceAccountName: app\n${POD}`),
      ),
    ).toEqual(["read allowed direct service-account ml/app", "read allowed through workload Deployment/app runs as ml/app"]);
  });

  it("stays closed to a cluster role that is bound in another namespace, and to other names", async () => {
    const all = role("ClusterRole", "all", "", rule('"*"', '"*"', '"*"'));
    expect(await told("Secret/keys", SECRET, all, bind("RoleBinding", "web", "ClusterRole", "all", GROUP))).toEqual([]);
    const named = role("Role", "reader", "ml", rule('""', "secrets", "get", "    resourceNames: [others]\n"));
    expect(await told("Secret/keys", SECRET, named, bind("RoleBinding", "ml", "Role", "reader", GROUP))).toEqual([]);
    const subresource = role("Role", "reader", "ml", rule('""', "secrets/status", "get"));
    expect(await told("Secret/keys", SECRET, subresource, bind("RoleBinding", "ml", "Role", "reader", GROUP))).toEqual([]);
    // A cluster's binding cannot bind a role of a namespace.
    const own = role("Role", "reader", "ml", rule('""', "secrets", "get"));
    expect(await told("Secret/keys", SECRET, own, bind("ClusterRoleBinding", "", "Role", "reader", GROUP))).toEqual([]);
  });

  it("is open by default roles, whose rules are known", async () => {
    expect(await told("Secret/keys", SECRET, bind("RoleBinding", "ml", "ClusterRole", "view", GROUP))).toEqual([]);
    expect(
      await told("Secret/keys", SECRET, bind("ClusterRoleBinding", "", "ClusterRole", "cluster-admin", "{kind: User, name: kim}")),
    ).toEqual(["read allowed direct user kim", "write allowed direct user kim", "change allowed direct user kim"]);
  });

  it("follows aggregated cluster roles", async () => {
    const more = object(
      "ClusterRole",
      "models-view",
      "",
      `  labels: {rbac.authorization.k8s.io/aggregate-to-view: "true"}\nrules:\n${rule('""', "secrets", "get")}`,
      RBAC,
    );
    expect(await told("Secret/keys", SECRET, more, bind("RoleBinding", "ml", "ClusterRole", "view", GROUP))).toEqual([
      "read allowed direct group team",
    ]);
  });

  it("tells groups that everybody is in, and anyone", async () => {
    const reader = role("ClusterRole", "reader", "", rule('""', "secrets", "get"));
    expect(
      await told(
        "Secret/keys",
        SECRET,
        reader,
        bind("ClusterRoleBinding", "", "ClusterRole", "reader", "{kind: Group, name: system:unauthenticated}"),
      ),
    ).toEqual(["read allowed direct anyone anyone who reaches the API server"]);
    expect(
      await told(
        "Secret/keys",
        SECRET,
        reader,
        object("ServiceAccount", "job", "ml"),
        bind("RoleBinding", "ml", "ClusterRole", "reader", "{kind: Group, name: 'system:serviceaccounts:ml'}"),
      ),
    ).toEqual(["read allowed direct service-account ml/job"]);
  });

  it("does not guess what a chart's value stands for", async () => {
    const reader = role("Role", "reader", "ml", rule('""', "secrets", "get"));
    const [line] = await told(
      "Secret/keys",
      SECRET,
      reader,
      bind("RoleBinding", "ml", "Role", "reader", '{kind: ServiceAccount, name: "${ACCOUNT}", namespace: ml}'),
    );
    expect(line).toBe("read allowed direct service-account ml/${ACCOUNT}");
    const open = role("Role", "reader", "ml", rule('""', '"${WHAT}"', "get"));
    expect(await told("Secret/keys", SECRET, open, bind("RoleBinding", "ml", "Role", "reader", GROUP))).toEqual([
      "read unknown direct group team [unknown: depends on ${WHAT}]",
    ]);
  });

  it("says what is bound and not here", async () => {
    const { notSeen } = await ask("Secret/keys", {
      "k8s/all.yaml": [SECRET, bind("RoleBinding", "ml", "Role", "missing", GROUP)].join("---\n"),
    });
    expect(notSeen).toEqual(["what Role missing allows, which RoleBinding/missing-b (k8s/all.yaml:8) binds, is not here"]);
  });
});

describe("acting as another", () => {
  const reader = [
    role("Role", "reader", "ml", rule('""', "secrets", "list")),
    bind("RoleBinding", "ml", "Role", "reader", account("app", "ml")),
  ];
  const as = async (groups: string, resources: string, verbs: string, ...more: readonly string[]): Promise<readonly string[]> =>
    (
      await told(
        "Secret/keys",
        SECRET,
        ...reader,
        role("Role", "way", "ml", rule(groups, resources, verbs)),
        bind("RoleBinding", "ml", "Role", "way", GROUP),
        ...more,
      )
    ).filter((line) => line.includes("team"));

  it("takes a pod, a job, a token or impersonation", async () => {
    expect(await as('""', "pods", "create")).toEqual([
      "read allowed direct group team [by a pod of its own that mounts Secret/keys]",
      "read allowed through group team starts a pod that runs as ml/app",
    ]);
    expect(await as('""', "serviceaccounts/token", "create")).toEqual(["read allowed through group team makes a token of ml/app"]);
    expect(await as('""', "serviceaccounts", "impersonate")).toEqual(["read allowed through group team impersonates ml/app"]);
    expect(await as("argoproj.io", "workflows", "create")).toEqual([
      "read conditional through group team makes a Workflow whose pods run as ml/app [where Argo Workflows is installed]",
    ]);
  });

  it("takes what runs as it", async () => {
    const app = deployment("app", "ml", `      serviceAccountName: app\n${POD}`);
    expect(await as('""', "pods/exec", "create", app)).toEqual([
      "read allowed through group team runs commands in Deployment/app, which runs as ml/app",
    ]);
    expect(await as("apps", "deployments", "patch", app)).toEqual([
      "read allowed through group team changes Deployment/app, which runs as ml/app",
    ]);
    expect(await as('""', "pods/exec", "get", app)).toEqual([
      "read conditional through group team runs commands in Deployment/app, which runs as ml/app [by a GET over WebSockets, which clusters before 1.35 let in]",
    ]);
    // Nothing runs as it, or the pods bear other names.
    expect(await as('""', "pods/exec", "create")).toEqual([]);
    expect(await as('""', "pods", "get, list", app)).toEqual([]);
  });

  it("tells a pod without a token apart", async () => {
    const app = deployment("app", "ml", `      serviceAccountName: app\n      automountServiceAccountToken: false\n${POD}`);
    expect(await told("Secret/keys", SECRET, ...reader, app)).toEqual(["read allowed direct service-account ml/app"]);
  });

  it("tells who gives itself any right", async () => {
    const cluster = async (...rules: readonly string[]): Promise<readonly string[]> =>
      (
        await told(
          "Secret/keys",
          SECRET,
          role("ClusterRole", "way", "", ...rules),
          bind("ClusterRoleBinding", "", "ClusterRole", "way", "{kind: User, name: kim}"),
        )
      ).filter((line) => line.startsWith("read"));
    const group = "rbac.authorization.k8s.io";
    expect(await cluster(rule(group, "clusterroles", "bind"), rule(group, "clusterrolebindings", "create"))).toEqual([
      "read conditional escalation user kim binds itself to cluster-admin kim [after giving itself the right]",
    ]);
    expect(await cluster(rule(group, "clusterroles", "escalate, update"))).toEqual([
      "read conditional escalation user kim writes any rule into a cluster role kim [after giving itself the right]",
    ]);
    expect(await cluster(rule("admissionregistration.k8s.io", "mutatingwebhookconfigurations", "patch"))).toHaveLength(1);
    expect(await cluster(rule('""', "groups, users", "impersonate"))).toHaveLength(1);
    // Without bind or escalate the API refuses more than one has.
    expect(await cluster(rule(group, "clusterroles, clusterrolebindings", "create, update"))).toEqual([]);
    expect(await cluster(rule(group, "clusterroles", "bind"))).toEqual([]);
    expect(
      await cluster(
        rule("certificates.k8s.io", "certificatesigningrequests", "create"),
        rule("certificates.k8s.io", "certificatesigningrequests/approval", "update"),
      ),
    ).toEqual([]);
  });
});

describe("workloads", () => {
  const server = (more = ""): string =>
    deployment(
      "server",
      "ml",
      `      containers:\n        - name: m\n          image: vllm/vllm-openai:v0.9\n          volumeMounts: [{name: w, mountPath: /models${more}}]\n      volumes: [{name: w, persistentVolumeClaim: {claimName: weights}}]\n`,
    );
  const claim = object("PersistentVolumeClaim", "weights", "ml");

  it("have what they mount: writing only where it is not read-only", async () => {
    expect(await told("PersistentVolumeClaim/weights", claim, server())).toEqual([
      "read allowed direct workload Deployment/server",
      "write allowed direct workload Deployment/server",
    ]);
    expect(await told("PersistentVolumeClaim/weights", claim, server(", readOnly: true"))).toEqual([
      "read allowed direct workload Deployment/server",
    ]);
    expect(await told("PersistentVolumeClaim/weights", claim.replace("ml", "web"), server())).toEqual([]);
  });

  it("lead to their claims, secrets and services; training and serving are told apart", async () => {
    const trainer = object(
      "PyTorchJob",
      "tune",
      "ml",
      "spec:\n  pytorchReplicaSpecs:\n    Master:\n      template:\n        spec:\n          containers:\n            - name: t\n              image: acme/train:1\n              volumeMounts: [{name: w, mountPath: /out}]\n          volumes: [{name: w, persistentVolumeClaim: {claimName: weights}}]",
      "kubeflow.org/v1",
    );
    const service = object("Service", "front", "ml", "spec: {selector: {app: server}}");
    const { grants, places } = await ask("Deployment/server", { "k8s/all.yaml": [claim, server(), trainer, service].join("---\n") });
    expect(places.map(({ role: is, resource }) => `${is} ${resource?.address}`)).toEqual([
      "itself Deployment/server",
      "image undefined",
      "model data PersistentVolumeClaim/weights",
      "endpoint Service/front",
    ]);
    expect(grants.map(({ power, principal }) => `${power} ${principal.name} ${principal.purposes?.join() ?? ""}`)).toEqual([
      "read Deployment/server inference",
      "read PyTorchJob/tune training",
      "change Deployment/server inference",
      "change PyTorchJob/tune training",
    ]);
  });

  it("are taken by the host where admission lets pods mount it", async () => {
    const pods = [role("Role", "pods", "web", rule('""', "pods", "create")), bind("RoleBinding", "web", "Role", "pods", GROUP)];
    const line =
      "read conditional through group team starts a pod with the file system of the host the node [unless admission refuses pods that mount the host, and where it is on that node]";
    expect(await told("Deployment/server", server(), ...pods)).toContain(line);
    const guarded = object("Namespace", "web", "", "  labels: {pod-security.kubernetes.io/enforce: restricted}");
    expect(await told("Deployment/server", server(), ...pods, guarded)).not.toContain(line);
  });
});

it("reads the same from Terraform", async () => {
  const text = `resource "kubernetes_secret_v1" "keys" {\n  metadata {\n    name = "keys"\n    namespace = "ml"\n  }\n}
resource "kubernetes_service_account" "app" {\n  metadata {\n    name = "app"\n    namespace = "ml"\n  }\n}
resource "kubernetes_role" "reader" {\n  metadata {\n    name = "reader"\n    namespace = "ml"\n  }\n  rule {\n    api_groups = [""]\n    resources = ["secrets"]\n    verbs = ["get"]\n  }\n}
resource "kubernetes_role_binding" "reader" {\n  metadata {\n    name = "reader"\n    namespace = "ml"\n  }\n  role_ref {\n    api_group = "rbac.authorization.k8s.io"\n    kind = "Role"\n    name = kubernetes_role.reader.metadata[0].name\n  }\n  subject {\n    kind = "ServiceAccount"\n    name = kubernetes_service_account.app.metadata.0.name\n    namespace = "ml"\n  }\n}\n`;
  const { grants } = await ask("kubernetes_secret_v1.keys", { "main.tf": text });
  expect(lines(grants)).toEqual(["read allowed direct service-account ml/app"]);
});

it("joins a cloud: who acts as the account in the cluster has what its role is granted", async () => {
  const policy = (statement: string): string => `jsonencode({ Version = "2012-10-17", Statement = [${statement}] })`;
  const text = `resource "aws_s3_bucket" "models" {\n  bucket = "models"\n}
resource "aws_iam_role" "server" {\n  name = "server"\n  assume_role_policy = ${policy('{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "pods.eks.amazonaws.com" } }')}\n}
resource "aws_iam_role_policy" "server" {\n  role = aws_iam_role.server.id\n  policy = ${policy('{ Effect = "Allow", Action = ["s3:GetObject"], Resource = "${aws_s3_bucket.models.arn}/*" }')}\n}
resource "aws_eks_pod_identity_association" "server" {\n  cluster_name = "c"\n  namespace = "ml"\n  service_account = "app"\n  role_arn = aws_iam_role.server.arn\n}\n`;
  const cluster = [
    deployment("app", "ml", `      serviceAccountName: app\n${POD}`),
    role("Role", "pods", "ml", rule("batch", "jobs", "create")),
    bind("RoleBinding", "ml", "Role", "pods", GROUP),
  ];
  const { grants } = await ask("models", { "main.tf": text, "k8s/all.yaml": cluster.join("---\n") });
  expect(lines(grants)).toEqual([
    "read allowed direct role server",
    "read allowed through group team starts a pod that runs as ml/app runs as server",
    "read allowed through workload Deployment/app runs as ml/app runs as server",
    "read allowed through workload aws_eks_pod_identity_association.server runs as server",
  ]);
});

it("stands hostile objects, and fits the schema", async () => {
  const hostile = [
    "apiVersion: v1\nkind: Secret\nmetadata: [1, 2]\n",
    object("RoleBinding", "b", "ml", "roleRef: x\nsubjects: {a: b}", RBAC),
    object("Role", "r", "ml", "rules: [[[[]]], 3, {verbs: {a: b}, resources: [[x]]}]", RBAC),
    object("ClusterRole", "c", "", "aggregationRule: {clusterRoleSelectors: [{matchExpressions: [{operator: Nope}]}]}", RBAC),
    deployment("d", "ml", "      containers: {a: b}\n"),
    object("RoleBinding", "b2", "ml", "roleRef: {kind: Role, name: __proto__}\nsubjects: [{kind: User}, null, 3]", RBAC),
    SECRET,
  ];
  const answer = await ask("Secret/keys", { "k8s/all.yaml": hostile.join("---\n") });
  expect(answer.grants).toEqual([]);
  expect(AccessDocument.safeParse(accessDocument([answer])).error).toBeUndefined();
});
