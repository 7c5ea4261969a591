import type { Evidence } from "@castellan/graph";
import { type EscalationFound, escalationsOf, isAdministrator } from "../../access/aws/escalation.ts";
import { principalsOf } from "../../access/aws/principals.ts";
import { scopeOf } from "../../project/scope.ts";
import { factors } from "../card.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "iam-privilege-escalation";
const role = (actions: string): string =>
  `resource "aws_iam_role" "trainer" {\n  name               = "trainer"\n  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "sagemaker.amazonaws.com" }, Action = "sts:AssumeRole" }] })\n}\nresource "aws_iam_role_policy" "trainer" {\n  role   = aws_iam_role.trainer.id\n  policy = jsonencode({ Version = "2012-10-17", Statement = [${actions}] })\n}\n`;

/** Declared users and roles that can give themselves rights that nobody gave them. */
export const iamPrivilegeEscalation: Rule = {
  card: {
    id: ID,
    title: "A principal can escalate its privileges",
    appliesTo: ["resource", "identity"],
    why: "Whoever takes over this user or role, through a notebook, a model file or a leaked key, does not stay within what it was meant to do.",
    fix: "Take the action away, or name the resources: policies, roles and functions that may do no more than it does.",
    base: factors(2, 2, 3, 2),
    controls: ["ADS-INFR-02"],
    bad: [
      {
        title: "a role that may pass any role to a notebook",
        files: {
          "main.tf": role(
            '{ Effect = "Allow", Action = ["iam:PassRole", "sagemaker:CreateNotebookInstance", "sagemaker:CreatePresignedNotebookInstanceUrl"], Resource = "*" }',
          ),
        },
      },
      {
        title: "a user that may write policies",
        files: {
          "template.yaml":
            'Resources:\n  Analyst:\n    Type: AWS::IAM::User\n    Properties:\n      Policies:\n        - PolicyName: p\n          PolicyDocument:\n            Version: "2012-10-17"\n            Statement:\n              - Effect: Allow\n                Action: iam:PutUserPolicy\n                Resource: "*"\n',
        },
      },
    ],
    good: [
      {
        title: "allowed and denied at once",
        files: {
          "main.tf": role('{ Effect = "Allow", Action = "iam:*", Resource = "*" }, { Effect = "Deny", Action = "iam:*", Resource = "*" }'),
        },
      },
      {
        title: "may pass one role only, which the service cannot take",
        files: {
          "main.tf": role(
            '{ Effect = "Allow", Action = ["iam:PassRole"], Resource = "arn:aws:iam::111122223333:role/reader" }, { Effect = "Allow", Action = ["sagemaker:CreateTrainingJob"], Resource = "*" }',
          ),
        },
      },
    ],
    references: [
      "SM16",
      "SM17",
      "BR11",
      "https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/",
      "https://github.com/BishopFox/iam-vulnerable",
    ],
  },
  because: { exposure: "whoever takes over the principal", data: "rights in the whole account" },
  check: (inventory) => {
    const principals = principalsOf(inventory.resources);
    const ways = new Map<string, EscalationFound[]>();
    for (const way of escalationsOf(principals)) {
      const key = keyOf(way.principal.resource);
      const list = ways.get(key);
      if (list === undefined) ways.set(key, [way]);
      else list.push(way);
    }
    return judgeEach(
      principals.filter((principal) => principal.kind !== "group" && !isAdministrator(principal)),
      ({ resource, unread }) => {
        const all = ways.get(keyOf(resource)) ?? [];
        const certain = all.filter((way) => way.certain);
        const [first, ...rest] = certain.length > 0 ? certain : all;
        if (first === undefined) return unread.length > 0 ? "unknown" : "passed";
        const name = plain(resource.address, 60);
        return fromFile(
          ID,
          { target: resource.target ?? 0, path: resource.file, scope: scopeOf(resource.file) },
          { line: resource.line, resource: resource.address },
          {
            message: `${name} can escalate its privileges: it ${first.how}${rest.length === 0 ? "" : `, or ${rest.length} other way${rest.length === 1 ? "" : "s"} (${rest.map(({ id }) => id).join(", ")})`}.`,
            headline: `${name} can give itself more rights`,
            confidence: first.certain ? "likely" : "possible",
            excerpt: `${resource.address} ${[first, ...rest].map(({ id }) => id).join(" ")}`,
            more: evidenceOf([first, ...rest]),
          },
        );
      },
      "a policy whose text is not here",
    );
  },
};

function keyOf({ target = 0, file, address }: { readonly target?: number; readonly file: string; readonly address: string }): string {
  return `${target}|${file}|${address}`;
}

function evidenceOf(ways: readonly EscalationFound[]): readonly Evidence[] {
  const sources = new Map(ways.flatMap(({ by }) => by.map(({ source }) => [keyOf(source), source] as const)));
  return [...sources.values()].slice(0, 6).map(({ target = 0, file, line, address }) => ({
    target,
    file,
    line,
    resource: address,
    technique: "configuration",
    confidence: "certain",
  }));
}
