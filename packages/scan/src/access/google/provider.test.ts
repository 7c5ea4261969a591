import { beforeAll, describe, expect, it } from "vitest";
import { WARM_UP_TIME, warmUp } from "../../rules/testing/project-from.ts";
import { AccessDocument, accessDocument } from "../document.ts";
import { asked, lines } from "../testing/asked.ts";
import { google } from "./provider.ts";

beforeAll(warmUp, WARM_UP_TIME);

const BUCKET = 'resource "google_storage_bucket" "rows" {\n  name = "rows"\n  project = "ml"\n  uniform_bucket_level_access = true\n}\n';
const member = (where: string, role: string, who: string, more = "", name = "m"): string =>
  `resource "google_${where}_iam_member" "${name}" {\n  role = "${role}"\n  member = "${who}"\n${more}}\n`;
const onBucket = (role: string, who: string, more = "", name = "m"): string =>
  member("storage_bucket", role, who, `  bucket = google_storage_bucket.rows.name\n${more}`, name);
const onProject = (role: string, who: string, more = "", name = "p"): string =>
  member("project", role, who, `  project = "ml"\n${more}`, name);
const account = (name: string): string => `resource "google_service_account" "${name}" {\n  account_id = "${name}"\n  project = "ml"\n}\n`;
const condition = (expression: string): string =>
  `  condition {\n    title = "c"\n    expression = "${expression.replaceAll('"', '\\"')}"\n  }\n`;
const read = async (text: string, what = "rows"): Promise<readonly string[]> =>
  lines(await asked(what, { "main.tf": text }))
    .filter((line) => line.startsWith("read"))
    .map((line) => line.slice(5));
const VIEWER = "roles/storage.objectViewer";

describe("who may read a bucket: inheritance and denial", () => {
  const project =
    'resource "google_project" "ml" {\n  name = "ml"\n  project_id = "ml"\n  folder_id = google_folder.f.name\n}\nresource "google_folder" "f" {\n  display_name = "f"\n  parent = "organizations/1"\n}\n';
  const deny = (more: string, parent = "cloudresourcemanager.googleapis.com%2Fprojects%2Fml"): string =>
    `resource "google_iam_deny_policy" "d" {\n  parent = "${parent}"\n  name = "d"\n  rules {\n    deny_rule {\n      denied_permissions = ["storage.googleapis.com/objects.get"]\n      ${more}\n    }\n  }\n}\n`;
  const kim = onBucket(VIEWER, "user:kim@x.org");
  // The reference: how policies of several levels come together (docs.cloud.google.com/iam/docs/policies, …/deny-overview).
  it.each<[string, string, readonly string[]]>([
    ["on the bucket", kim, ["allowed direct user kim@x.org"]],
    ["on another bucket", member("storage_bucket", VIEWER, "user:kim@x.org", '  bucket = "other"\n'), []],
    [
      "by a name that is written out",
      member("storage_bucket", VIEWER, "user:kim@x.org", '  bucket = "rows"\n'),
      ["allowed direct user kim@x.org"],
    ],
    [
      "by a name that is not known",
      `variable "b" {}\n${member("storage_bucket", VIEWER, "user:kim@x.org", "  bucket = var.b\n")}`,
      ["unknown direct user kim@x.org [unknown: depends on ${var.b}]"],
    ],
    ["on the project", onProject(VIEWER, "user:kim@x.org"), ["allowed direct user kim@x.org"]],
    ["on another project", member("project", VIEWER, "user:kim@x.org", '  project = "other"\n'), []],
    [
      "on a project that is a variable",
      `variable "p" {}\n${member("project", VIEWER, "user:kim@x.org", "  project = var.p\n")}`,
      ["unknown direct user kim@x.org [unknown: whether project ${var.p} is ml]"],
    ],
    [
      "on the folder that the project is in",
      project + member("folder", VIEWER, "user:kim@x.org", "  folder = google_folder.f.name\n"),
      ["allowed direct user kim@x.org"],
    ],
    [
      "on a folder that is not said to hold it",
      member("folder", VIEWER, "user:kim@x.org", '  folder = "folders/9"\n'),
      ["conditional direct user kim@x.org [where the project is in folder 9]"],
    ],
    [
      "on the organisation",
      member("organization", VIEWER, "user:kim@x.org", '  org_id = "1"\n'),
      ["conditional direct user kim@x.org [where the project is in organization 1]"],
    ],
    ["by a role without the permission", onBucket("roles/storage.objectCreator", "user:kim@x.org"), []],
    ["by a role of another service", onProject("roles/pubsub.admin", "user:kim@x.org"), []],
    [
      "by a role that is not known",
      onProject("roles/storage.brandNew", "user:kim@x.org"),
      ["unknown direct user kim@x.org [unknown: what roles/storage.brandNew holds is not here]"],
    ],
    ["by a role of another service that is not known", onProject("roles/aiplatform.brandNew", "user:kim@x.org"), []],
    [
      "by a custom role",
      `resource "google_project_iam_custom_role" "r" {\n  role_id = "r"\n  permissions = ["storage.objects.get"]\n}\n${onProject("${google_project_iam_custom_role.r.id}", "user:kim@x.org")}`,
      ["allowed direct user kim@x.org"],
    ],
    [
      "by a custom role by its path",
      `resource "google_project_iam_custom_role" "r" {\n  role_id = "r"\n  permissions = ["storage.objects.list"]\n}\n${onProject("projects/ml/roles/r", "user:kim@x.org")}`,
      [],
    ],
    ["denied to everybody", kim + deny('denied_principals = ["principalSet://goog/public:all"]'), []],
    ["denied to another", kim + deny('denied_principals = ["principal://goog/subject/lee@x.org"]'), ["allowed direct user kim@x.org"]],
    ["denied by name", kim + deny('denied_principals = ["principal://goog/subject/kim@x.org"]'), []],
    [
      "denied to all but one",
      kim +
        deny('denied_principals = ["principalSet://goog/public:all"]\n      exception_principals = ["principal://goog/subject/kim@x.org"]'),
      ["allowed direct user kim@x.org"],
    ],
    [
      "denied to a group that one may be in",
      kim + deny('denied_principals = ["principalSet://goog/group/staff@x.org"]'),
      ["conditional direct user kim@x.org [unless google_iam_deny_policy.d (main.tf:11) denies it]"],
    ],
    [
      "denied in another project",
      kim + deny('denied_principals = ["principalSet://goog/public:all"]', "cloudresourcemanager.googleapis.com%2Fprojects%2Fother"),
      ["allowed direct user kim@x.org"],
    ],
    [
      "a permission that is spared",
      kim +
        deny(
          'denied_principals = ["principalSet://goog/public:all"]\n      exception_permissions = ["storage.googleapis.com/objects.get"]',
        ),
      ["allowed direct user kim@x.org"],
    ],
    [
      "denied under a condition",
      kim +
        deny(
          "denied_principals = [\"principalSet://goog/public:all\"]\n      denial_condition {\n        expression = \"!resource.matchTag('1/env', 'test')\"\n      }",
        ),
      [
        expect.stringContaining(
          "conditional direct user kim@x.org [unless google_iam_deny_policy.d (main.tf:11) denies it where",
        ) as unknown as string,
      ],
    ],
  ])("%s", async (_, text, expected) => expect(await read(BUCKET + text)).toEqual(expected));
});

describe("forms of a grant", () => {
  it("reads bindings, policies and their documents", async () => {
    const binding = `resource "google_storage_bucket_iam_binding" "b" {\n  bucket = google_storage_bucket.rows.name\n  role = "${VIEWER}"\n  members = ["user:kim@x.org", "group:team@x.org"]\n}\n`;
    expect(await read(BUCKET + binding)).toEqual(["allowed direct group team@x.org", "allowed direct user kim@x.org"]);
    const policy = `data "google_iam_policy" "p" {\n  binding {\n    role = "${VIEWER}"\n    members = ["user:kim@x.org"]\n  }\n}\nresource "google_storage_bucket_iam_policy" "p" {\n  bucket = google_storage_bucket.rows.name\n  policy_data = data.google_iam_policy.p.policy_data\n}\n`;
    // It stands in place of what owners of the project have by default.
    expect(await read(BUCKET + policy + onProject("roles/editor", "user:ed@x.org"))).toEqual(["allowed direct user kim@x.org"]);
    const json = `resource "google_storage_bucket_iam_policy" "p" {\n  bucket = google_storage_bucket.rows.name\n  policy_data = jsonencode({ bindings = [{ role = "${VIEWER}", members = ["user:kim@x.org"] }] })\n}\n`;
    expect(await read(BUCKET + json)).toEqual(["allowed direct user kim@x.org"]);
    const unread = `variable "p" {}\nresource "google_storage_bucket_iam_policy" "p" {\n  bucket = google_storage_bucket.rows.name\n  policy_data = var.p\n}\n`;
    expect((await asked("rows", { "main.tf": BUCKET + unread })).notSeen).toEqual([
      "the policy of google_storage_bucket_iam_policy.p (main.tf:7) has no text here",
    ]);
  });

  it("gives what each value of a loop says", async () =>
    expect(
      await read(
        `${BUCKET}resource "google_project_iam_member" "l" {\n  for_each = toset(["roles/storage.objectViewer", "roles/logging.viewer"])\n  project = "ml"\n  role = each.value\n  member = "user:kim@x.org"\n}\n`,
      ),
    ).toEqual(["allowed direct user kim@x.org"]));

  it("knows everybody, heeds public access prevention, and tells an access list where lists count", async () => {
    expect(await read(BUCKET + onBucket(VIEWER, "allUsers") + onBucket(VIEWER, "allAuthenticatedUsers", "", "n"))).toEqual([
      "allowed direct anyone anyone",
      "allowed direct anyone anyone with a Google account",
    ]);
    expect(
      await read(BUCKET.replace("uniform", 'public_access_prevention = "enforced"\n  uniform') + onBucket(VIEWER, "allUsers")),
    ).toEqual([]);
    const list =
      'resource "google_storage_default_object_access_control" "a" {\n  bucket = google_storage_bucket.rows.name\n  role = "READER"\n  entity = "allUsers"\n}\n';
    expect(await read(BUCKET.replace("uniform_bucket_level_access = true", "") + list)).toEqual(["allowed direct anyone anyone"]);
    expect(await read(BUCKET + list)).toEqual([]);
    const pairs =
      'resource "google_storage_default_object_acl" "a" {\n  bucket = google_storage_bucket.rows.name\n  role_entity = ["OWNER:user-kim@x.org", "READER:project-viewers-ml"]\n}\n';
    expect(
      await read(BUCKET.replace("uniform_bucket_level_access = true", "") + pairs + onProject("roles/viewer", "user:vi@x.org")),
    ).toEqual(["allowed direct group whoever is viewer of the project", "allowed direct user kim@x.org", "allowed direct user vi@x.org"]);
    // Listing a bucket is not reading its objects.
    expect(
      await read(
        `${BUCKET.replace("uniform_bucket_level_access = true", "")}resource "google_storage_bucket_acl" "a" {\n  bucket = google_storage_bucket.rows.name\n  predefined_acl = "publicRead"\n}\n`,
      ),
    ).toEqual([]);
  });

  it("gives basic roles of the project what buckets and data sets give them by default", async () => {
    expect(await read(BUCKET + onProject("roles/viewer", "user:vi@x.org"))).toEqual(["allowed direct user vi@x.org"]);
    const dataset = (access: string): string =>
      `resource "google_bigquery_dataset" "d" {\n  dataset_id = "d"\n  project = "ml"\n${access}}\n`;
    const table = 'resource "google_bigquery_table" "t" {\n  dataset_id = google_bigquery_dataset.d.dataset_id\n  table_id = "t"\n}\n';
    expect(await read(dataset("") + table + onProject("roles/viewer", "user:vi@x.org"), "google_bigquery_table.t")).toEqual([
      "allowed direct user vi@x.org",
    ]);
    const written =
      '  access {\n    role = "READER"\n    user_by_email = "kim@x.org"\n  }\n  access {\n    role = "READER"\n    special_group = "allAuthenticatedUsers"\n  }\n';
    expect(await read(dataset(written) + table, "google_bigquery_table.t")).toEqual([
      "allowed direct anyone anyone with a Google account",
      "allowed direct user kim@x.org",
    ]);
  });

  it("judges conditions by the names of objects, and says the rest", async () => {
    const when = async (expression: string): Promise<readonly string[]> =>
      read(BUCKET + onBucket(VIEWER, "user:kim@x.org", condition(expression)));
    expect(await when('resource.name.startsWith("projects/_/buckets/rows/")')).toEqual(["allowed direct user kim@x.org"]);
    expect(await when('resource.name.startsWith("projects/_/buckets/other/")')).toEqual([]);
    expect(await when('resource.name.startsWith("projects/_/buckets/rows/objects/team/")')).toEqual([
      "conditional direct user kim@x.org [only for team/]",
    ]);
    expect(await when('request.time < timestamp("2027-01-01T00:00:00Z")')).toEqual([
      "conditional direct user kim@x.org [only until 2027-01-01T00:00:00Z]",
    ]);
    expect(await when('resource.service == "bigquery.googleapis.com"')).toEqual([]);
    expect(await when('resource.matchTag("1/env", "prod") && resource.service == "storage.googleapis.com"')).toEqual([
      "conditional direct user kim@x.org [only with tag 1/env = prod on the resource]",
    ]);
  });
});

describe("service accounts", () => {
  const reader = account("reader") + onBucket(VIEWER, "serviceAccount:${google_service_account.reader.email}");
  const onAccount = (role: string, who: string): string =>
    member("service_account", role, who, "  service_account_id = google_service_account.reader.name\n", "s");

  it("is one account however it is written", async () => {
    for (const who of [
      "${google_service_account.reader.member}",
      "serviceAccount:reader@ml.iam.gserviceaccount.com",
      "serviceAccount:reader@${var.p}.iam.gserviceaccount.com",
    ])
      expect(
        await read(
          `variable "p" {}\n${BUCKET}${account("reader")}${onBucket(VIEWER, who)}resource "google_workbench_instance" "n" {\n  name = "n"\n  gce_setup {\n    service_accounts {\n      email = google_service_account.reader.email\n    }\n  }\n}\n`,
        ),
      ).toEqual(["allowed direct service-account reader", "allowed through workload google_workbench_instance.n runs as reader"]);
  });

  it.each<[string, string, string | undefined]>([
    [
      "takes a token",
      onAccount("roles/iam.serviceAccountTokenCreator", "user:kim@x.org"),
      "allowed through user kim@x.org takes an access token of reader",
    ],
    [
      "on the project",
      onProject("roles/iam.serviceAccountTokenCreator", "user:kim@x.org"),
      "allowed through user kim@x.org takes an access token of reader",
    ],
    [
      "makes a key",
      onAccount("roles/iam.serviceAccountKeyAdmin", "user:kim@x.org"),
      "allowed through user kim@x.org makes a key of reader",
    ],
    [
      "grants itself",
      onAccount("roles/iam.serviceAccountAdmin", "user:kim@x.org"),
      "allowed through user kim@x.org lets itself act as reader",
    ],
    ["acting alone starts nothing", onAccount("roles/iam.serviceAccountUser", "user:kim@x.org"), undefined],
    ["starting alone needs an account", onProject("roles/aiplatform.user", "user:kim@x.org"), undefined],
    [
      "both together",
      onAccount("roles/iam.serviceAccountUser", "user:kim@x.org") + onProject("roles/aiplatform.user", "user:kim@x.org"),
      "allowed through user kim@x.org runs a training job as reader",
    ],
    [
      "workload identity",
      onAccount("roles/iam.workloadIdentityUser", "serviceAccount:ml.svc.id.goog[apps/api]"),
      "allowed through service-account apps/api of Kubernetes acts by workload identity as reader",
    ],
    [
      "GitHub",
      onAccount(
        "roles/iam.workloadIdentityUser",
        "principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/gh/attribute.repository/bank/fraud",
      ),
      "allowed through federated identity GitHub Actions of repo:bank/fraud acts by workload identity as reader",
    ],
    [
      "under a condition",
      onAccount("roles/iam.serviceAccountTokenCreator", "user:kim@x.org").replace(
        "}\n",
        `${condition('request.time < timestamp("2027-01-01T00:00:00Z")')}}\n`,
      ),
      "conditional through user kim@x.org takes an access token of reader [only until 2027-01-01T00:00:00Z]",
    ],
  ])("%s", async (_, text, expected) =>
    expect((await read(BUCKET + reader + text)).filter((line) => !line.includes(" direct "))).toEqual(
      expected === undefined ? [] : [expected],
    ),
  );

  it("follows a pod to its account of Kubernetes", async () => {
    const files = {
      "main.tf": BUCKET + reader + onAccount("roles/iam.workloadIdentityUser", "serviceAccount:ml.svc.id.goog[apps/api]"),
      "pod.yaml":
        "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: api\n  namespace: apps\nspec:\n  template:\n    spec:\n      serviceAccountName: api\n      containers:\n        - name: c\n          image: example.org/a:1\n",
    };
    expect(lines(await asked("rows", files))).toContainEqual(
      expect.stringMatching(
        /^read allowed through workload .{0,30}api runs as apps\/api of Kubernetes acts by workload identity as reader$/,
      ),
    );
  });

  it("follows the default account of machines, and says who may give itself the right", async () => {
    const text = `${BUCKET}${onBucket(VIEWER, "serviceAccount:123-compute@developer.gserviceaccount.com")}resource "google_cloud_run_v2_service" "s" {\n  name = "s"\n}\n${onProject("roles/resourcemanager.projectIamAdmin", "user:ida@x.org")}`;
    expect(await read(text)).toEqual([
      "allowed direct service-account default compute account",
      "allowed through workload google_cloud_run_v2_service.s runs as default compute account",
      "conditional escalation user ida@x.org grants itself a role in the project ida@x.org [after giving itself the right]",
    ]);
  });
});

describe("AI on Google Cloud", () => {
  it("tells training from inference, who can write training data and who can change a serving model", async () => {
    const text = `${BUCKET}${account("trainer")}${account("server")}${onBucket("roles/storage.objectAdmin", "serviceAccount:${google_service_account.trainer.email}")}${onBucket(VIEWER, "serviceAccount:${google_service_account.server.email}", "", "s")}resource "google_cloud_run_v2_service" "api" {\n  name = "api"\n  template {\n    service_account = google_service_account.server.email\n  }\n}\nresource "google_cloud_run_v2_job" "train" {\n  name = "train"\n  template {\n    template {\n      service_account = google_service_account.trainer.email\n    }\n  }\n}\n`;
    const answer = await asked("rows", { "main.tf": text });
    expect(
      answer.grants
        .filter(({ how, power }) => how === "direct" && power !== "change")
        .map(({ power, principal }) => `${power} ${principal.name} ${principal.purposes?.join() ?? ""}`),
    ).toEqual(["read server inference", "read trainer training", "write trainer training"]);
    expect(AccessDocument.safeParse(accessDocument([answer])).error).toBeUndefined();
    const endpoint = `resource "google_vertex_ai_endpoint" "fraud" {\n  name = "fraud"\n  display_name = "fraud"\n  project = "ml"\n}\n${onProject("roles/aiplatform.viewer", "user:vi@x.org")}${onProject("roles/aiplatform.user", "group:ds@x.org", "", "q")}${member("vertex_ai_endpoint", "roles/aiplatform.user", "user:app@x.org", "  endpoint = google_vertex_ai_endpoint.fraud.name\n", "e")}`;
    expect(lines(await asked("fraud", { "main.tf": endpoint })).filter((line) => !line.includes("through"))).toEqual([
      "run allowed direct group ds@x.org",
      "run allowed direct user app@x.org",
      "change allowed direct group ds@x.org",
      "change allowed direct user app@x.org",
    ]);
  });

  it.each<[string, string, string, string]>([
    ["google_bigquery_dataset", '  dataset_id = "d"\n', "roles/bigquery.dataEditor", "read write change"],
    ["google_secret_manager_secret", '  secret_id = "s"\n', "roles/secretmanager.secretAccessor", "read"],
    ["google_artifact_registry_repository", '  repository_id = "r"\n  format = "DOCKER"\n', "roles/artifactregistry.writer", "read write"],
    ["google_cloud_run_v2_service", '  name = "s"\n', "roles/run.invoker", "run"],
    ["google_cloudfunctions2_function", '  name = "f"\n', "roles/cloudfunctions.invoker", "run"],
    ["google_vertex_ai_featurestore", '  name = "f"\n', "roles/aiplatform.featurestoreDataViewer", "read"],
    ["google_vertex_ai_index", '  display_name = "i"\n', "roles/aiplatform.user", "write change"],
    ["google_vertex_ai_dataset", '  display_name = "d"\n  metadata_schema_uri = "x"\n', "roles/aiplatform.user", "read write change"],
    ["google_workbench_instance", '  name = "n"\n', "roles/notebooks.admin", "run change"],
  ])("judges %s", async (type, body, role, powers) => {
    const answer = await asked(`${type}.x`, { "main.tf": `resource "${type}" "x" {\n${body}}\n${onProject(role, "user:kim@x.org")}` });
    expect(
      answer.grants
        .filter(({ how }) => how === "direct")
        .map(({ power }) => power)
        .join(" "),
    ).toBe(powers);
  });

  it("knows a bucket that only an address names", () => {
    const binding = {
      address: "google_storage_bucket_iam_member.m",
      type: "google_storage_bucket_iam_member",
      file: "main.tf",
      line: 1,
      root: "",
      attributes: { bucket: "feeds", role: VIEWER, member: "user:kim@x.org" },
    };
    const { judged, grants } = google.judge([{ role: "storage", uri: "gs://feeds/a/b.csv", means: { read: "read" } }], {
      assets: [],
      relations: [],
      resources: [binding],
    });
    expect(judged).toEqual([0]);
    expect(grants.map(({ principal: { name } }) => name)).toEqual(["kim@x.org"]);
  });
});

describe("hostile input", () => {
  it("leaves places of others alone", () =>
    expect(
      google.judge([{ role: "itself", uri: "s3://x/y", means: { read: "read" } }], { assets: [], relations: [], resources: [] }),
    ).toEqual({ judged: [], grants: [], notSeen: [] }));

  it("never throws on what is not a policy, and ends on circles", () => {
    const at = { file: "main.tf", line: 1, root: "" };
    const values = [null, 7, [], {}, "${", "x".repeat(5_000), [[[null]]], { a: { b: [1] } }, '{"bindings": [{"role": 1}]}', "{"];
    const resources = [
      { ...at, address: "google_storage_bucket.rows", type: "google_storage_bucket", attributes: { name: "rows" } },
      { ...at, address: "google_service_account.a", type: "google_service_account", attributes: { account_id: "a" } },
      { ...at, address: "google_service_account.b", type: "google_service_account", attributes: { account_id: "b" } },
      ...["a", "b"].map((name) => ({
        ...at,
        address: `x.${name}`,
        type: "google_service_account_iam_member",
        attributes: {
          service_account_id: `\${google_service_account.${name}.name}`,
          role: "roles/iam.serviceAccountTokenCreator",
          member: `serviceAccount:\${google_service_account.${name === "a" ? "b" : "a"}.email}`,
        },
        references: { service_account_id: [`google_service_account.${name}`] },
      })),
      {
        ...at,
        address: "x.c",
        type: "google_storage_bucket_iam_member",
        attributes: { bucket: "rows", role: VIEWER, member: "serviceAccount:a@ml.iam.gserviceaccount.com" },
      },
      ...values.flatMap((value, index) =>
        [
          "google_storage_bucket_iam_policy",
          "google_project_iam_member",
          "google_iam_deny_policy",
          "google_storage_bucket_acl",
          "google_bigquery_dataset",
          "google_project",
          "google_cloud_run_v2_service",
        ].map((type) => ({
          ...at,
          address: `${type}.v${index}`,
          type,
          attributes: {
            bucket: value,
            policy_data: value,
            role: value,
            member: value,
            members: value,
            rules: value,
            parent: value,
            role_entity: value,
            access: value,
            condition: value,
            project_id: value,
            template: value,
          },
        })),
      ),
    ];
    const { grants } = google.judge(
      [{ role: "itself", resource: resources[0] ?? { ...at, address: "", type: "", attributes: {} }, means: { read: "read" } }],
      { assets: [], relations: [], resources },
    );
    expect(grants.map(({ how, principal }) => `${how} ${principal.name}`)).toContain("through b");
  });
});
