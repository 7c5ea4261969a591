import { principalsOf } from "../../access/aws/principals.ts";
import { factors } from "../card.ts";
import { judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";
import { role, templateExample, terraformExample } from "./examples.ts";
import { atResource, called } from "./role-users.ts";

/** Services that act for whoever configures them, in any account. */
const SERVICES = /^(?:bedrock|bedrock-agentcore|kendra)\.amazonaws\.com$/;
const BINDINGS = new Set(["aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths"]);

const BOUND =
  'resource "aws_iam_role" "agent" {\n  name = "agent"\n  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "bedrock.amazonaws.com" }, Action = "sts:AssumeRole", Condition = { StringEquals = { "aws:SourceAccount" = "111122223333" } } }] })\n}\n';
const TEMPLATE =
  "Resources:\n  Agent:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument:\n        Statement:\n          - Effect: Allow\n            Principal: { Service: bedrock.amazonaws.com }\n            Action: sts:AssumeRole\n";

/** Roles that a service of AI may take on behalf of any account (confused deputy). */
export const aiServiceTrustUnbound: Rule = {
  card: {
    id: "ai-service-trust-unbound",
    title: "The trust of a Bedrock agent or knowledge base role lacks aws:SourceAccount or aws:SourceArn (confused deputy)",
    appliesTo: ["resource", "identity"],
    why: "The service acts for any account that names the role: somebody else's agent works with its rights.",
    fix: 'Add Condition = { StringEquals = { "aws:SourceAccount" = "<own account>" }, ArnLike = { "aws:SourceArn" = "arn:aws:bedrock:…:agent/*" } }.',
    base: factors(2, 1, 2, 1),
    controls: ["ADS-INFR-02"],
    references: ["BR15", "https://docs.aws.amazon.com/bedrock/latest/userguide/cross-service-confused-deputy-prevention.html"],
    bad: [terraformExample("no condition", role("agent", "bedrock")), templateExample("no condition in CloudFormation", TEMPLATE)],
    good: [terraformExample("bound to the account", BOUND), terraformExample("another service", role("job", "ec2"))],
  },
  because: { exposure: "any account of the service", exploitability: "the name of the role must be known" },
  check: (inventory) =>
    judgeEach(
      principalsOf(inventory.resources).filter(({ kind }) => kind === "role"),
      ({ resource, trust }) => {
        const statements = trust.statements.filter(
          ({ effect, principals = [] }) =>
            effect === "Allow" && principals.some(({ type, value }) => type === "Service" && SERVICES.test(value)),
        );
        if (statements.length === 0) return trust.open ? "unknown" : "not-applicable";
        const open = statements.find(({ conditions }) => !conditions.some(({ key }) => BINDINGS.has(key)));
        if (open === undefined) return "passed";
        const service = open.principals?.find(({ value }) => SERVICES.test(value))?.value ?? "the service";
        return atResource("ai-service-trust-unbound", resource, {
          message: `${called(resource)} trusts ${plain(service, 40)} on behalf of any account: neither aws:SourceAccount nor aws:SourceArn is asked for.`,
          headline: `Another account's agent can work with the rights of ${called(resource)}`,
          excerpt: `${resource.address} ${service}`,
          confidence: "certain",
        });
      },
      "a trust that only a deployment knows",
    ),
};
