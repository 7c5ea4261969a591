import type { Condition, SettingRow } from "./schema.ts";

/* Rights in a cluster that AI workloads share with others. */

const ROLES = ["rbac.authorization.k8s.io/v1/ClusterRole", "rbac.authorization.k8s.io/v1/Role"];
const BINDINGS = ["rbac.authorization.k8s.io/v1/ClusterRoleBinding", "rbac.authorization.k8s.io/v1/RoleBinding"];
const TRAINS = { "train.py": 'from transformers import AutoModel\n\nmodel = AutoModel.from_pretrained("acme/model")\n' };

const role = (rule: string, name = "pipeline-ui", kind = "ClusterRole"): string =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: ${kind}\nmetadata:\n  name: ${name}\nrules:\n  - ${rule}\n`;
const binding = (to: string, subject: string): string =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata:\n  name: runner\nroleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: ClusterRole\n  name: ${to}\nsubjects:\n  - ${subject}\n`;

/** Roles that Kubernetes itself defines, or that only gather others. */
const OWN_ROLE: Condition = {
  any: [
    { setting: "metadata.name", matches: "^(?:system:|admin$|edit$|view$|cluster-admin$)" },
    { setting: "aggregationRule", absent: false },
  ],
};

const READS_SECRETS: Condition = {
  some: "rules",
  where: {
    all: [
      { setting: "apiGroups", is: ["", "*"] },
      { setting: "resources", is: ["secrets", "*"] },
      { setting: "verbs", is: ["get", "list", "watch", "*"] },
      { setting: "resourceNames", absent: true },
    ],
  },
};

export const KUBERNETES_ACCESS: readonly SettingRow[] = [
  {
    id: "rbac-cluster-admin",
    title: "A workload's account administers the cluster",
    why: "Code that gets into any of its pods owns every namespace, node and secret.",
    fix: "Bind a role with the verbs and resources that it uses.",
    base: [2, 3, 3, 3],
    controls: ["ADS-INFR-02"],
    judged: "near-ai",
    because: { exposure: "whoever gets code into a pod of the account", data: "the whole cluster" },
    says: "makes a workload's account administrator of the cluster",
    cases: [
      {
        types: BINDINGS,
        when: {
          some: "subjects",
          where: {
            any: [
              { setting: "kind", is: "ServiceAccount" },
              { setting: "name", matches: "^system:(?:serviceaccounts|authenticated|unauthenticated|anonymous)" },
            ],
          },
        },
        fails: { setting: "roleRef.name", is: "cluster-admin" },
      },
      {
        types: ["rbac.authorization.k8s.io/v1/ClusterRole"],
        when: { not: OWN_ROLE },
        fails: {
          some: "rules",
          where: {
            all: [
              { setting: "apiGroups", is: "*" },
              { setting: "resources", is: "*" },
              { setting: "verbs", is: "*" },
            ],
          },
        },
      },
    ],
    bad: [
      {
        title: "cluster-admin",
        files: { ...TRAINS, "rbac.yaml": binding("cluster-admin", "{ kind: ServiceAccount, name: runner, namespace: ml }") },
      },
      { title: "everything by stars", files: { ...TRAINS, "rbac.yaml": role('{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }') } },
    ],
    good: [
      {
        title: "a role of its own",
        files: { ...TRAINS, "rbac.yaml": binding("runner", "{ kind: ServiceAccount, name: runner, namespace: ml }") },
      },
      { title: "people", files: { ...TRAINS, "rbac.yaml": binding("cluster-admin", "{ kind: Group, name: platform }") } },
    ],
  },
  {
    id: "rbac-reads-secrets",
    title: "A role reads every secret",
    why: "Registry logins, tokens of model hubs and keys of databases stand in secrets: a role that lists them holds them all.",
    fix: "Name the secrets (resourceNames), or mount the one that is used.",
    base: [1, 3, 3, 2],
    controls: ["ADS-INFR-02", "ADS-SECR-05"],
    judged: "near-ai",
    because: { exposure: "whoever holds the role, or code in its pods", data: "credentials" },
    says: "reads every secret of its namespace or cluster",
    cases: [{ types: ROLES, when: { not: OWN_ROLE }, fails: READS_SECRETS }],
    bad: [
      {
        title: "a user interface",
        files: { ...TRAINS, "rbac.yaml": role('{ apiGroups: [""], resources: ["secrets"], verbs: ["get", "list"] }') },
      },
      {
        title: "by a star",
        files: { ...TRAINS, "rbac.yaml": role('{ apiGroups: [""], resources: ["*"], verbs: ["get"] }', "reader", "Role") },
      },
    ],
    good: [
      {
        title: "one secret",
        files: { ...TRAINS, "rbac.yaml": role('{ apiGroups: [""], resources: ["secrets"], resourceNames: ["hub"], verbs: ["get"] }') },
      },
      { title: "pods", files: { ...TRAINS, "rbac.yaml": role('{ apiGroups: [""], resources: ["pods"], verbs: ["get"] }') } },
    ],
  },
  {
    id: "rbac-grants-more",
    title: "A role may take or give rights that it does not have",
    why: "bind, escalate and impersonate, and tokens of other accounts, lead to every right in the cluster.",
    fix: "Leave these verbs to administrators.",
    base: [1, 3, 3, 3],
    controls: ["ADS-INFR-02"],
    judged: "near-ai",
    because: { exposure: "whoever holds the role, or code in its pods", data: "the whole cluster" },
    says: "may take or give rights that it does not have",
    cases: [
      {
        types: ROLES,
        when: { not: OWN_ROLE },
        fails: {
          some: "rules",
          where: {
            any: [
              {
                all: [
                  { setting: "verbs", is: ["bind", "escalate"] },
                  { setting: "resources", is: ["roles", "clusterroles", "rolebindings", "clusterrolebindings", "*"] },
                ],
              },
              {
                all: [
                  { setting: "verbs", is: ["impersonate"] },
                  { setting: "resources", is: ["users", "groups", "serviceaccounts", "*"] },
                ],
              },
              {
                all: [
                  { setting: "resources", is: "serviceaccounts/token" },
                  { setting: "verbs", is: ["create", "*"] },
                ],
              },
            ],
          },
        },
      },
    ],
    bad: [
      {
        title: "impersonates",
        files: { ...TRAINS, "rbac.yaml": role('{ apiGroups: [""], resources: ["users"], verbs: ["impersonate"] }') },
      },
    ],
    good: [{ title: "pods", files: { ...TRAINS, "rbac.yaml": role('{ apiGroups: [""], resources: ["pods"], verbs: ["create"] }') } }],
  },
  {
    id: "rbac-exec-anywhere",
    title: "A role opens a shell in every pod",
    why: "pods/exec, pods/attach and nodes/proxy are code execution in every workload of the namespace or cluster.",
    fix: "Leave them out, or bind the role in one namespace of the workload's own.",
    base: [1, 3, 3, 2],
    controls: ["ADS-INFR-02"],
    judged: "near-ai",
    hygiene: true,
    because: { exposure: "whoever holds the role, or code in its pods", data: "code execution in other workloads" },
    says: "opens a shell in every pod of the cluster",
    cases: [
      {
        types: ["rbac.authorization.k8s.io/v1/ClusterRole"],
        when: { not: OWN_ROLE },
        fails: {
          some: "rules",
          where: {
            all: [
              { setting: "resources", is: ["pods/exec", "pods/attach", "nodes/proxy"] },
              { setting: "verbs", is: ["create", "get", "*"] },
            ],
          },
        },
      },
    ],
    bad: [{ title: "exec", files: { ...TRAINS, "rbac.yaml": role('{ apiGroups: [""], resources: ["pods/exec"], verbs: ["create"] }') } }],
    good: [{ title: "logs", files: { ...TRAINS, "rbac.yaml": role('{ apiGroups: [""], resources: ["pods/log"], verbs: ["get"] }') } }],
  },
  {
    id: "rbac-open-to-all",
    title: "Rights are given to everybody who reaches the cluster",
    why: "system:anonymous and system:unauthenticated are the whole network, system:authenticated is every account of the cloud on some of them.",
    fix: "Name the groups or accounts that need the role.",
    base: [2, 3, 2, 2],
    controls: ["ADS-INFR-02"],
    judged: "near-ai",
    says: "gives rights to everybody who reaches the cluster",
    cases: [
      {
        types: BINDINGS,
        when: {
          not: {
            setting: "roleRef.name",
            matches: "^system:(?:public-info-viewer|discovery|basic-user|service-account-issuer-discovery)$",
          },
        },
        fails: { setting: "subjects.name", is: ["system:anonymous", "system:unauthenticated", "system:authenticated"] },
      },
    ],
    bad: [{ title: "anonymous", files: { ...TRAINS, "rbac.yaml": binding("runner", "{ kind: Group, name: system:unauthenticated }") } }],
    good: [{ title: "one group", files: { ...TRAINS, "rbac.yaml": binding("runner", "{ kind: Group, name: science }") } }],
  },
  {
    id: "tiller-installed",
    title: "Tiller, the server of Helm 2, runs in the cluster",
    why: "It asks nobody who calls and mostly administers the cluster; its releases hold the secrets of what it installed (SAPwned, 2024).",
    fix: "Remove it with its account and move to Helm 3.",
    base: [2, 3, 3, 3],
    controls: ["ADS-INFR-02", "ADS-INFR-05"],
    judged: "near-ai",
    because: { exposure: "any pod of the cluster", exploitability: "one request", data: "the whole cluster" },
    says: "runs Tiller, which installs for whoever reaches it",
    cases: [
      {
        types: ["apps/v1/Deployment", "extensions/v1beta1/Deployment", "apps/v1beta1/Deployment", "v1/Pod", "apps/v1/ReplicaSet"],
        fails: { setting: "**.containers.image", matches: "(?:^|/)(?:kubernetes-helm/)?tiller(?:[:@]|$)" },
      },
    ],
    bad: [
      {
        title: "version 2",
        files: {
          ...TRAINS,
          "tiller.yaml":
            "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: tiller-deploy\nspec:\n  template:\n    spec:\n      containers:\n        - name: tiller\n          image: gcr.io/kubernetes-helm/tiller:v2.16.1\n",
        },
      },
    ],
    good: [
      {
        title: "another server",
        files: {
          ...TRAINS,
          "server.yaml":
            "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: server\nspec:\n  template:\n    spec:\n      containers:\n        - name: server\n          image: acme/server:1.0.0\n",
        },
      },
    ],
  },
];
