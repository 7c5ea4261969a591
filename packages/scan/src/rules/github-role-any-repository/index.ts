import type { PolicyCondition, Statement } from "../../access/aws/policy.ts";
import { principalsOf } from "../../access/aws/principals.ts";
import { atResource, called } from "../aws-roles/role-users.ts";
import { factors } from "../card.ts";
import { judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";
import { settingAt } from "../settings/setting.ts";
import { targetsWithAi } from "../settings/setting-rule.ts";

const ID = "github-role-any-repository";
const ISSUER = "token.actions.githubusercontent.com";
const ASSUME = "sts:assumerolewithwebidentity";

const trust = (condition: string): { readonly [path: string]: string } => ({
  "train.py": 'from transformers import AutoModel\n\nmodel = AutoModel.from_pretrained("acme/x")\n',
  "main.tf": `resource "aws_iam_role" "release" {\n  name = "release"\n  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/${ISSUER}" }, Condition = ${condition} }] })\n}\n`,
});
const subject = (operator: string, value: string): string => `{ ${operator} = { "${ISSUER}:sub" = "${value}" } }`;

/** Roles that a workflow of any repository may take. */
export const githubRoleAnyRepository: Rule = {
  card: {
    id: ID,
    title: "A role can be taken by GitHub Actions of any repository, or of every repository of an organisation",
    appliesTo: ["resource", "identity"],
    why: "GitHub issues tokens to every workflow in the world: without a subject that names a repository, a stranger's workflow works in the account; with a whole organisation, each of its repositories does.",
    fix: `Ask for one repository and branch: StringEquals "${ISSUER}:sub" = "repo:<organisation>/<repository>:ref:refs/heads/main".`,
    base: factors(3, 3, 3, 2),
    controls: ["ADS-INFR-02"],
    references: [
      "CKV_AWS_358 GithubActionsOIDCTrustPolicy",
      "https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws",
    ],
    bad: [
      { title: "any subject", files: trust(subject("StringLike", "*")) },
      { title: "no subject", files: trust(`{ StringEquals = { "${ISSUER}:aud" = "sts.amazonaws.com" } }`) },
      { title: "every repository of an organisation", files: trust(subject("StringLike", "repo:acme/*")) },
    ],
    good: [
      { title: "one branch", files: trust(subject("StringEquals", "repo:acme/models:ref:refs/heads/main")) },
      { title: "one repository", files: trust(subject("StringLike", "repo:acme/models:*")) },
    ],
  },
  because: { exposure: "any workflow on GitHub", exploitability: "a workflow that asks for the role" },
  check: (inventory) => {
    const near = targetsWithAi(inventory);
    const providers = new Set(
      inventory.resources
        .filter(
          ({ type, attributes }) =>
            /OIDCProvider|openid_connect_provider/i.test(type) &&
            settingAt(attributes, ["url", "Url", "URL"]).some((url) => String(url).includes(ISSUER)),
        )
        .flatMap(({ address }) => [`\${${address}.arn}`, `\${${address}.Arn}`, `\${data.${address}.arn}`, `\${${address}}`]),
    );
    return judgeEach(
      principalsOf(inventory.resources).filter(({ kind, resource }) => kind === "role" && near.has(resource.target ?? 0)),
      ({ resource, trust: { statements } }) => {
        const ours = statements.filter(
          ({ effect, principals = [] }) =>
            effect === "Allow" &&
            principals.some(({ type, value }) => type === "Federated" && (value.includes(ISSUER) || providers.has(value))),
        );
        if (ours.length === 0) return "not-applicable";
        const [widest] = ours.flatMap((statement) => whoMay(statement) ?? []).sort((a, b) => b.level - a.level);
        if (widest === undefined) return "passed";
        if (widest.level === 0) return "unknown";
        const whose = widest.level === 3 ? "any repository on GitHub" : `every repository of ${plain(widest.owner, 40)}`;
        return atResource(ID, resource, {
          message: `${called(resource)} may be taken by GitHub Actions of ${whose}.`,
          headline: `A workflow of ${whose} works with the rights of ${called(resource)}`,
          excerpt: `${resource.address} ${whose}`,
          confidence: "certain",
          ...(widest.level === 3
            ? {}
            : {
                adjust: [
                  { factor: "exposure", value: 2, reason: "the repositories of one organisation" },
                  { factor: "exploitability", value: 2, reason: "a change to the workflow of any of them" },
                ],
              }),
        });
      },
      "a subject that only a deployment knows",
    );
  },
};

interface Who {
  /** 3 anybody, 1 an organisation, 0 not to be told. */
  readonly level: 0 | 1 | 3;
  readonly owner: string;
}

/** Who takes the role by a statement; undefined where repositories are named. */
function whoMay({ actions = [], conditions }: Statement): Who | undefined {
  if (!actions.some((action) => action === ASSUME || action === "sts:*" || action === "*")) return undefined;
  if (conditions.some(isPinned)) return undefined;
  const subjects = conditions.filter(
    ({ key, operator }) => /:sub$/i.test(key) && /^(?:ForAnyValue:|ForAllValues:)?String(?:Like|Equals)/i.test(operator),
  );
  if (subjects.length === 0) return conditions.some(({ key }) => key.includes("${")) ? { level: 0, owner: "" } : { level: 3, owner: "" };
  // All conditions must hold: the narrowest counts, and of its values the widest.
  const each = subjects.map(({ operator, values }) => widestOf(values, /Like/i.test(operator)));
  return each.includes(undefined) ? undefined : each.flatMap((who) => who ?? []).sort((a, b) => a.level - b.level)[0];
}

/** Another claim that names the repository or its owner by number. */
function isPinned({ key, values }: PolicyCondition): boolean {
  return (
    /:(?:repository|repository_id|job_workflow_ref|environment|workflow_ref)$/i.test(key) &&
    values.every((value) => !/^\*|\/\*/.test(value))
  );
}

function widestOf(values: readonly string[], patterns: boolean): Who | undefined {
  const found = values.flatMap((value): readonly Who[] => {
    const [owner = "", ...rest] = value.replace(/^repo:/, "").split("/");
    const repository = rest.join("/");
    if (value.includes("${") && !/^repo:[^$]*\/[^$*:]+/.test(value)) return [{ level: 0, owner: "" }];
    if (!patterns) return [];
    if (/^\**$/.test(owner) || owner.startsWith("*") || value === "repo:*") return [{ level: 3, owner: "" }];
    return repository.startsWith("*") || (repository === "" && owner.endsWith("*")) ? [{ level: 1, owner }] : [];
  });
  return found.sort((a, b) => b.level - a.level)[0];
}
