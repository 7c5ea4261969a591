import type { ResourceEntry } from "@castellan/graph";
import { scopeOf } from "../../project/scope.ts";
import { factors } from "../card.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";
import { settingAt } from "../settings/setting.ts";
import { type Binding, bindingsOf } from "./bindings.ts";

const ID = "vertex-act-as";

/** Roles and permissions that start code in Vertex AI or its notebooks, as an account that the caller names. */
const RUNS =
  /^roles\/(?:owner|editor|aiplatform\.(?:user|admin|colabEnterpriseAdmin|colabEnterpriseUser)|notebooks\.(?:admin|legacyAdmin|runner)|ml\.(?:admin|developer))$/;
const RUN_RIGHTS =
  /^(?:aiplatform\.(?:customJobs|pipelineJobs|notebookExecutionJobs|trainingPipelines|reasoningEngines)\.create|notebooks\.(?:instances|runtimes|executions)\.create)$/;
const ACTS = /^roles\/iam\.(?:serviceAccountUser|serviceAccountTokenCreator|serviceAccountAdmin|serviceAccountKeyAdmin)$/;
const ACT_RIGHTS = /^iam\.serviceAccounts\.(?:actAs|getAccessToken|implicitDelegation|signJwt|setIamPolicy)$/;
/** What an account has that lends it out for more than a piece of work. */
const POWERFUL =
  /^roles\/(?:owner|editor|iam\.(?:securityAdmin|serviceAccount\w+|organizationRoleAdmin)|resourcemanager\.\w*Admin|\w+\.admin|storage\.admin|bigquery\.admin)$/;

const tf = (account: string): string =>
  `resource "google_project_iam_member" "train" {\n  project = "ml"\n  role    = "roles/aiplatform.user"\n  member  = "group:data-science@example.com"\n}\n${account}`;
const GOOD = `resource "google_service_account" "trainer" {\n  account_id = "trainer"\n}\nresource "google_service_account_iam_member" "act" {\n  service_account_id = google_service_account.trainer.name\n  role               = "roles/iam.serviceAccountUser"\n  member             = "group:data-science@example.com"\n}\nresource "google_project_iam_member" "trainer" {\n  project = "ml"\n  role    = "roles/storage.objectViewer"\n  member  = "serviceAccount:\${google_service_account.trainer.email}"\n}\n`;

/** Somebody who may start training jobs or notebooks may also act as accounts that can more: together the rights of those. */
export const vertexActAs: Rule = {
  card: {
    id: ID,
    title: "Whoever may run jobs in Vertex AI may act as any service account of the project",
    appliesTo: ["resource", "identity"],
    why: "A training job or notebook runs as an account that its creator names: with the right to act as every account, one job is enough to become Editor or Owner.",
    fix: "Give roles/iam.serviceAccountUser on the one account that jobs run as (google_service_account_iam_member), never on the project.",
    base: factors(2, 2, 3, 3),
    controls: ["ADS-INFR-02"],
    supersedes: ["gcp-act-as-project"],
    references: ["CKV_GCP_41"],
    bad: [
      {
        title: "act as on the project",
        files: {
          "main.tf": tf(
            'resource "google_project_iam_member" "act" {\n  project = "ml"\n  role    = "roles/iam.serviceAccountUser"\n  member  = "group:data-science@example.com"\n}\n',
          ),
        },
      },
      {
        title: "act as an account that is Editor",
        files: { "main.tf": tf(GOOD.replace("roles/storage.objectViewer", "roles/editor")) },
      },
      {
        title: "roles in a loop",
        files: {
          "main.tf":
            'resource "google_project_iam_member" "scientists" {\n  for_each = toset(["roles/aiplatform.user", "roles/iam.serviceAccountUser"])\n  project  = "ml"\n  role     = each.value\n  member   = "group:data-science@example.com"\n}\n',
        },
      },
    ],
    good: [{ title: "act as the account of the work only", files: { "main.tf": tf(GOOD) } }],
  },
  because: {
    exposure: "whoever may start a job",
    exploitability: "one job that names another account",
    data: "what the other accounts reach",
    blast: "the project",
  },
  check: (inventory) => {
    const bindings = bindingsOf(inventory.resources);
    const rights = customRights(inventory.resources);
    const allows = ({ role, source }: Binding, roles: RegExp, permissions: RegExp): boolean =>
      roles.test(role) || (rights.get(`${source.target ?? 0}|${role}`) ?? []).some((right) => permissions.test(right));
    const byMember = Map.groupBy(bindings, ({ member, source }) => `${source.target ?? 0}|${source.root ?? ""}|${member}`);
    return judgeEach([...byMember.values()], (held) => {
      const run = held.find((each) => each.account === undefined && allows(each, RUNS, RUN_RIGHTS));
      // Owners and editors have everything anyway.
      if (run === undefined || held.some(({ role, account }) => account === undefined && /^roles\/(?:owner|editor)$/.test(role)))
        return "not-applicable";
      const act = held.find(
        (each) => allows(each, ACTS, ACT_RIGHTS) && (each.account === undefined || isPowerful(each.account, each.source, bindings)),
      );
      if (act === undefined) return "passed";
      const [source, member] = [act.source, plain(act.member, 60)];
      return fromFile(
        ID,
        { target: source.target ?? 0, path: source.file, scope: scopeOf(source.file) },
        { line: source.line, resource: source.address },
        {
          message: `${member} may run jobs in Vertex AI (${plain(run.role, 40)}) and act as ${act.account === undefined ? "every service account of the project" : "an account with wide rights"} (${plain(act.role, 40)}).`,
          headline: `${member} may become any service account of the project through a Vertex AI job`,
          confidence: "certain",
          excerpt: `${source.address} ${act.member}`,
          more: [
            {
              target: run.source.target ?? 0,
              file: run.source.file,
              line: run.source.line,
              resource: run.source.address,
              technique: "configuration",
              confidence: "certain",
            },
          ],
        },
      );
    });
  },
};

function isPowerful(account: string, source: ResourceEntry, bindings: readonly Binding[]): boolean {
  return bindings.some(
    (each) =>
      each.account === undefined &&
      each.member === account &&
      (each.source.target ?? 0) === (source.target ?? 0) &&
      each.source.root === source.root &&
      POWERFUL.test(each.role),
  );
}

/** Permissions of roles that the project makes itself, by the ways in which a grant names them. */
function customRights(resources: readonly ResourceEntry[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const { type, address, attributes, target = 0 } of resources) {
    if (!/^google_(?:project|organization)_iam_custom_role$/.test(type)) continue;
    const permissions = settingAt(attributes, "permissions").map(String);
    for (const attribute of ["id", "name", "role_id"]) found.set(`${target}|\${${address}.${attribute}}`, permissions);
    const { project, role_id: role } = attributes;
    if (typeof role === "string") found.set(`${target}|projects/${String(project)}/roles/${role}`, permissions);
  }
  return found;
}
