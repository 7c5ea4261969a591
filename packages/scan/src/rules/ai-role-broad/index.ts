import { decide } from "../../access/aws/decide.ts";
import { isAdministrator } from "../../access/aws/escalation.ts";
import { OWN_ACCOUNT, type Statement } from "../../access/aws/policy.ts";
import { type GrantedStatement, type Principal, principalsOf } from "../../access/aws/principals.ts";
import { scopeOf } from "../../project/scope.ts";
import { factors } from "../card.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";
import { targetsWithAi } from "../settings/setting-rule.ts";

const ID = "ai-role-broad";
/** A name that nobody uses: only a pattern that reaches any name fits it. */
const ANY = "\u{10ffff}";
/** Services that run models, notebooks, agents and their containers. */
const RUNNERS =
  /^(?:ec2|ecs-tasks|eks|pods\.eks|lambda|sagemaker|bedrock|bedrock-agentcore|batch|glue|states|codebuild|build\.apprunner|tasks\.apprunner|elasticmapreduce)\./;

/** Service accounts of controllers: secrets, volumes, backups, machines and deployments of the whole cluster are their work. */
const OF_THE_CLUSTER =
  /system:serviceaccount:(?:kube-system|kube-public|external-secrets|cert-manager|velero|karpenter|argocd|flux-system|crossplane-system|ack-system|amazon-cloudwatch|monitoring|logging|istio-system|vault)\b|[:-](?:external-secrets|external-dns|velero|karpenter|cluster-autoscaler|crossplane|argocd|fluent-?bit)\b/;

interface Power {
  readonly action: string;
  readonly resource: string;
  readonly says: string;
}

const POWERS: readonly Power[] = [
  { action: "ecr:putimage", resource: `arn:aws:ecr::${OWN_ACCOUNT}:repository/${ANY}`, says: "push images to every repository" },
  { action: "s3:getobject", resource: `arn:aws:s3:::${ANY}/${ANY}`, says: "read every bucket" },
  { action: "s3:putobject", resource: `arn:aws:s3:::${ANY}/${ANY}`, says: "write every bucket" },
  { action: "secretsmanager:getsecretvalue", resource: `arn:aws:secretsmanager::${OWN_ACCOUNT}:secret:${ANY}`, says: "read every secret" },
  { action: "ssm:getparameter", resource: `arn:aws:ssm::${OWN_ACCOUNT}:parameter/${ANY}`, says: "read every parameter" },
  { action: "kms:decrypt", resource: `arn:aws:kms::${OWN_ACCOUNT}:key/${ANY}`, says: "decrypt with every key" },
  { action: "dynamodb:scan", resource: `arn:aws:dynamodb::${OWN_ACCOUNT}:table/${ANY}`, says: "read every table" },
  {
    action: "sagemaker:updateendpoint",
    resource: `arn:aws:sagemaker::${OWN_ACCOUNT}:endpoint/${ANY}`,
    says: "change every model endpoint",
  },
  {
    action: "lambda:updatefunctioncode",
    resource: `arn:aws:lambda::${OWN_ACCOUNT}:function:${ANY}`,
    says: "change the code of every function",
  },
];

/** Roles of machines, functions, notebooks and agents that reach far beyond their work. */
export const aiRoleBroad: Rule = {
  card: {
    id: ID,
    title: "The role of an AI workload reaches every resource of a kind",
    appliesTo: ["resource", "identity"],
    why: "A model file or a prompt that takes over the workload reaches with it the data, images and models of all others.",
    fix: "Name the buckets, repositories and keys that the workload needs.",
    base: factors(2, 3, 3, 3),
    controls: ["ADS-INFR-02"],
    bad: [
      {
        title: "push to every repository",
        files: {
          "serve.py": 'from transformers import AutoModel\n\nmodel = AutoModel.from_pretrained("acme/x")\n',
          "main.tf":
            'resource "aws_iam_role" "node" {\n  name               = "node"\n  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" }] })\n}\nresource "aws_iam_role_policy" "node" {\n  role   = aws_iam_role.node.id\n  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["ecr:*", "s3:GetObject"], Resource = "*" }] })\n}\n',
        },
      },
      {
        title: "a role of pods (IRSA)",
        files: {
          "serve.py": 'from transformers import AutoModel\n\nmodel = AutoModel.from_pretrained("acme/x")\n',
          "main.tf":
            'resource "aws_iam_role" "ray" {\n  name               = "ray"\n  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC" }, Action = "sts:AssumeRoleWithWebIdentity", Condition = { StringEquals = { "oidc.eks.eu-west-1.amazonaws.com/id/ABC:sub" = "system:serviceaccount:default:ray" } } }] })\n}\nresource "aws_iam_role_policy" "ray" {\n  role   = aws_iam_role.ray.id\n  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })\n}\n',
        },
      },
    ],
    good: [
      {
        title: "a controller of the cluster",
        files: {
          "serve.py": 'from transformers import AutoModel\n\nmodel = AutoModel.from_pretrained("acme/x")\n',
          "main.tf":
            'resource "aws_iam_role" "eso" {\n  name               = "eso"\n  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC" }, Action = "sts:AssumeRoleWithWebIdentity", Condition = { StringEquals = { "oidc.eks.eu-west-1.amazonaws.com/id/ABC:sub" = "system:serviceaccount:external-secrets:eso" } } }] })\n}\nresource "aws_iam_role_policy" "eso" {\n  role   = aws_iam_role.eso.id\n  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = "*" }] })\n}\n',
        },
      },
      {
        title: "one bucket",
        files: {
          "serve.py": 'from transformers import AutoModel\n\nmodel = AutoModel.from_pretrained("acme/x")\n',
          "main.tf":
            'resource "aws_iam_role" "node" {\n  name               = "node"\n  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" }] })\n}\nresource "aws_iam_role_policy" "node" {\n  role   = aws_iam_role.node.id\n  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["s3:GetObject"], Resource = "arn:aws:s3:::models/*" }] })\n}\n',
        },
      },
    ],
  },
  because: {
    exposure: "whatever runs in the workload",
    exploitability: "the credentials lie in the workload",
    blast: "every resource of the kind",
  },
  check: (inventory) => {
    const near = targetsWithAi(inventory);
    const principals = principalsOf(inventory.resources);
    return judgeEach(
      principals.filter((principal) => principal.kind === "role" && near.has(principal.resource.target ?? 0) && runs(principal)),
      (principal) => {
        const powers = isAdministrator(principal)
          ? [{ says: "do everything in the account", by: principal.identity.slice(0, 1) }]
          : POWERS.flatMap((power) => {
              const by = granted(principal, power);
              return by.length === 0 ? [] : [{ says: power.says, by }];
            });
        const [first] = powers;
        if (first === undefined) return principal.unread.length > 0 ? "unknown" : "passed";
        // Where it is granted is where it is mended.
        const source = first.by[0]?.source ?? principal.resource;
        const name = plain(principal.resource.address, 60);
        return fromFile(
          ID,
          { target: source.target ?? 0, path: source.file, scope: scopeOf(source.file) },
          { line: source.line, resource: source.address },
          {
            message: `${name}, a role of workloads, may ${powers.map(({ says }) => says).join(", ")}.`,
            headline: `What takes over a workload of ${name} may ${first.says}`,
            confidence: "certain",
            excerpt: `${principal.resource.address} ${powers.map(({ says }) => says).join(",")}`,
            more: [
              {
                target: principal.resource.target ?? 0,
                file: principal.resource.file,
                line: principal.resource.line,
                resource: principal.resource.address,
                technique: "configuration",
                confidence: "certain",
              },
            ],
          },
        );
      },
      "a policy whose text is not here",
    );
  },
};

function runs({ trust }: Principal): boolean {
  return trust.statements.some(
    (statement) =>
      statement.effect === "Allow" &&
      (statement.principals ?? []).some(
        ({ type, value }) => (type === "Service" && RUNNERS.test(value)) || (type === "Federated" && isOfPods(statement)),
      ),
  );
}

/** A role of pods by their service account; those that run the cluster itself reach far by trade. */
function isOfPods({ actions = [], conditions }: Statement): boolean {
  const accounts = conditions.filter(({ key }) => /:sub$/i.test(key)).flatMap(({ values }) => values);
  return (
    actions.some((action) => action === "sts:assumerolewithwebidentity" || action === "sts:*") &&
    accounts.some((account) => account.includes("system:serviceaccount:") && !OF_THE_CLUSTER.test(account))
  );
}

function granted(principal: Principal, { action, resource }: Power): readonly GrantedStatement[] {
  const { effect, by } = decide(
    { action, resource: [resource], context: {} },
    { identity: principal.identity, ...(principal.boundary === undefined ? {} : { boundary: principal.boundary }) },
  );
  return effect === "allow" ? by.filter((statement): statement is GrantedStatement => "source" in statement) : [];
}
