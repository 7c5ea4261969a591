import { at, type ConfigNode } from "@castellan/formats";
import type { Evidence } from "@castellan/graph";
import { Carriers } from "../access/aws/carriers.ts";
import type { PolicyCondition, Statement } from "../access/aws/policy.ts";
import { type Principal, principalsOf } from "../access/aws/principals.ts";
import { scopeOf } from "../project/scope.ts";
import { asksWho, flat, type Job, type Workflow, workflowsOf } from "../rules/ci/workflows.ts";
import { ciPullRequestTarget } from "../rules/ci-pull-request-target/index.ts";
import { ciSelfHostedPullRequest } from "../rules/ci-self-hosted-pull-request/index.ts";
import { ciUntrustedInput } from "../rules/ci-untrusted-input/index.ts";
import type { Inventory } from "../rules/rule.ts";
import { where } from "./entry-hops.ts";
import { ATTACKERS, evidenceOf, type Hop, nodeOf, placedKey } from "./hop.ts";
import { lineWithin } from "./written.ts";

/** Secrets that open registries, clouds and hubs: what a job trains, publishes or deploys with. */
const OPENS =
  /\$\{\{[^}]{0,80}\bsecrets\.((?:HF|HUGGING_?FACE|AWS|AZURE|GCP|GOOGLE|KUBE|DOCKER|GHCR|REGISTRY|PYPI|NPM|WANDB|MLFLOW|DATABRICKS|OPENAI|ANTHROPIC|REPLICATE|SAGEMAKER)\w*)/g;
/** What says who or where, and opens nothing. */
const IDENTIFIES =
  /_(?:CLIENT_ID|TENANT_ID|SUBSCRIPTION_ID|ACCOUNT(?:_ID)?|REGION|PROJECT(?:_ID|_NUMBER)?|USER(?:NAME)?|ORG(?:ANI[SZ]ATION)?|ENDPOINT|URL|HOST|NAME|BUCKET|REPO(?:SITORY)?|ROLE(?:_ARN|_TO_ASSUME)?|WORKLOAD_IDENTITY_PROVIDER|SERVICE_ACCOUNT)$/;
/** Actions of others that stand on a branch: whoever may push there runs code in the job. */
const ON_BRANCH =
  /^(?!actions\/|github\/|aws-actions\/|azure\/|google-github-actions\/|docker\/|\.\/)[\w.-]+\/[\w./-]+@(?:main|master|develop|dev|HEAD|latest)$/i;

/** From who may start or change a job of GitHub Actions to its secrets, and to the roles that it takes on. */
export function deliveryHops(inventory: Inventory): readonly Hop[] {
  const workflows = workflowsOf(inventory).filter(({ file }) => scopeOf(file.path) === "production");
  const roles = principalsOf(inventory.resources).filter(({ kind }) => kind === "role");
  const entered = [
    ...entries(inventory, workflows, ciPullRequestTarget, ATTACKERS.pullRequest, "gets its code checked out and run in"),
    ...entries(inventory, workflows, ciSelfHostedPullRequest, ATTACKERS.pullRequest, "runs code on the machine that stays, of"),
    ...entries(inventory, workflows, ciUntrustedInput, ATTACKERS.commenter, "writes what the shell runs in"),
    ...onBranches(inventory, workflows),
  ];
  return [...trusted(inventory, roles), ...(entered.length === 0 ? [] : [...entered, ...carried(inventory, workflows, roles)])];
}

function keyOf({ file }: Workflow, job: Job): string {
  return placedKey(`the job ${job.name} of ${file.path}`, { target: file.target, file: file.path });
}

type Checked = Pick<typeof ciPullRequestTarget, "check">;

function entries(inventory: Inventory, workflows: readonly Workflow[], rule: Checked, attacker: string, via: string): readonly Hop[] {
  return rule.check(inventory).findings.flatMap(({ location, scope, mitigations = [], remediation }): readonly Hop[] => {
    const { target = 0, file = "", line, resource = "" } = location;
    const workflow = workflows.find((each) => each.file.path === file && each.file.target === target);
    const job = workflow?.jobs.find(({ name }) => resource === `jobs.${name}` || resource.startsWith(`jobs.${name}.`));
    // A job that asks who started it does not begin for strangers.
    if (workflow === undefined || job === undefined || scope !== "production" || mitigations.length > 0 || asksWho(job)) return [];
    const place: Evidence = { ...location, line: line ?? job.line, technique: "configuration", confidence: "certain" };
    return [
      {
        from: attacker,
        to: keyOf(workflow, job),
        via,
        evidence: [place],
        confidence: attacker === ATTACKERS.pullRequest && !workflow.triggers.includes("pull_request_target") ? "possible" : "likely",
        fix: `${remediation ?? "keep the repository's rights away from what others write"} (${where(place)})`,
      },
    ];
  });
}

function onBranches(inventory: Inventory, workflows: readonly Workflow[]): readonly Hop[] {
  return workflows.flatMap((workflow) =>
    workflow.jobs.flatMap((job) =>
      job.steps
        .filter(({ uses }) => uses !== undefined && ON_BRANCH.test(uses) && !isOwn(inventory, workflow, uses))
        .map(({ uses = "", line }): Hop => {
          const place: Evidence = {
            target: workflow.file.target,
            file: workflow.file.path,
            line,
            technique: "configuration",
            confidence: "certain",
          };
          return {
            from: ATTACKERS.actionOwner,
            to: keyOf(workflow, job),
            via: `changes ${uses.slice(0, 80)}, which runs in`,
            evidence: [place],
            confidence: "possible",
            fix: `name the commit of ${uses.slice(0, 80).replace(/@.*/, "")} (${where(place)})`,
          };
        }),
    ),
  );
}

/** An action of those who own the repository is not a stranger's. */
function isOwn({ project }: Inventory, { file }: Workflow, uses: string): boolean {
  const [owner = ""] = uses.split("/");
  const repository = project.targets.find(({ index }) => index === file.target)?.repository ?? "";
  return repository.toLowerCase().includes(`/${owner.toLowerCase()}/`) || repository.toLowerCase().includes(`:${owner.toLowerCase()}/`);
}

/** What a job carries: secrets and roles. */
function carried(inventory: Inventory, workflows: readonly Workflow[], roles: readonly Principal[]): readonly Hop[] {
  const carriers = roles.length === 0 ? undefined : new Carriers(inventory.resources, roles);
  return workflows.flatMap((workflow) =>
    workflow.jobs.flatMap((job): readonly Hop[] => {
      const { target, path: file } = workflow.file;
      const from = keyOf(workflow, job);
      const assumed = roles.flatMap((role): readonly Hop[] => {
        const step = carriers
          ?.of(role.resource)
          .find(
            ({ resource }) =>
              resource.type === "github.step" &&
              resource.file === file &&
              (resource.target ?? 0) === target &&
              resource.address.startsWith(`jobs.${job.name}.`),
          );
        return step === undefined
          ? []
          : [
              {
                from,
                to: nodeOf(inventory, role.resource),
                via: "takes on, by its token,",
                evidence: [evidenceOf(step.resource), evidenceOf(role.resource)],
                confidence: "likely",
              },
            ];
      });
      const document = workflow.file.facts.config?.documents[0];
      return [...assumed, ...secretsOf(job.node, at(document, "env"), from, { target, file })];
    }),
  );
}

function secretsOf(
  job: ConfigNode,
  shared: ConfigNode | undefined,
  from: string,
  place: { readonly target: number; readonly file: string },
): readonly Hop[] {
  const names = [...new Set([...`${flat(job)}\n${flat(shared)}`.slice(0, 100_000).matchAll(OPENS)].map(([, name = ""]) => name))]
    .filter((name) => !IDENTIFIES.test(name))
    .sort();
  const [first] = names;
  if (first === undefined) return [];
  const written = new RegExp(`secrets\\.${first}\\b`);
  const line = lineWithin(job, written) ?? lineWithin(shared, written) ?? job.line;
  return [
    {
      from,
      to: placedKey(`the secrets ${names.slice(0, 3).join(", ")}${names.length > 3 ? " …" : ""}`, place),
      via: "is given",
      evidence: [{ ...place, line, technique: "configuration", confidence: "certain" }],
      confidence: "likely",
      harm: "credentials",
    },
  ];
}

/** Roles that any repository may take on: their trust names the provider and not the repository. */
function trusted(inventory: Inventory, roles: readonly Principal[]): readonly Hop[] {
  return roles.flatMap(({ resource, trust }): readonly Hop[] => {
    if (scopeOf(resource.file) !== "production" || !trust.statements.some((statement) => forAnyRepository(statement, inventory))) return [];
    const place = evidenceOf(resource, "assume_role_policy", "AssumeRolePolicyDocument");
    return [
      {
        from: ATTACKERS.anyRepository,
        to: nodeOf(inventory, resource),
        via: "takes on, by the token of a workflow of its own,",
        evidence: [place],
        confidence: "likely",
        fix: `name repository and branch in the condition on sub (${where(place)})`,
      },
    ];
  });
}

function forAnyRepository({ effect, principals = [], conditions }: Statement, inventory: Inventory): boolean {
  if (effect !== "Allow") return false;
  const github = principals.some(
    ({ type, value }) => type === "Federated" && (/token\.actions\.githubusercontent\.com/.test(value) || isProvider(value, inventory)),
  );
  if (!github) return false;
  const narrowing = conditions.filter(({ key }) => NARROWS.test(key));
  return !narrowing.some(isNarrow);
}

/** What tells one repository from another in the token. */
const NARROWS = /:(?:sub|repository|repository_id|repository_owner|repository_owner_id|job_workflow_ref|environment)$/i;

function isNarrow({ operator, values }: PolicyCondition): boolean {
  if (/Not|IfExists/.test(operator)) return false;
  return values.every((value) => {
    if (/\$\{/.test(value)) return true;
    // "repo:*", "*", "repo:*/*": any owner.
    const owner = value.replace(/^repo:/, "").split("/")[0] ?? "";
    return /^StringEquals/.test(operator) || (owner !== "" && !/[*?]/.test(owner));
  });
}

/** A provider that is declared here, by its address. */
function isProvider(value: string, { resources }: Inventory): boolean {
  return resources.some(
    ({ type, address, attributes }) =>
      /openid_connect_provider$|OIDCProvider$/.test(type) &&
      value.includes(address) &&
      /token\.actions\.githubusercontent\.com/.test(JSON.stringify(attributes)),
  );
}
