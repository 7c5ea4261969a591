import { isAdministrator } from "../../access/aws/escalation.ts";
import { OWN_ACCOUNT } from "../../access/aws/policy.ts";
import { type Principal, principalsOf } from "../../access/aws/principals.ts";
import { actionGroup, agent, allow, role, templateExample, terraformExample, user } from "../aws-roles/examples.ts";
import { ANY, atResource, called, granting } from "../aws-roles/role-users.ts";
import { factors } from "../card.ts";
import { judgeEach } from "../draft.ts";
import type { Rule } from "../rule.ts";
import { agentFunctions, functionNames } from "./agent-functions.ts";

/** What an agent's tool seldom needs on everything. */
const FAR: readonly { readonly action: string; readonly resource: string; readonly says: string }[] = [
  { action: "s3:getobject", resource: `arn:aws:s3:::${ANY}/${ANY}`, says: "read every bucket" },
  { action: "dynamodb:scan", resource: `arn:aws:dynamodb::${OWN_ACCOUNT}:table/${ANY}`, says: "read every table" },
  { action: "secretsmanager:getsecretvalue", resource: `arn:aws:secretsmanager::${OWN_ACCOUNT}:secret:${ANY}`, says: "read every secret" },
  { action: "ssm:getparameter", resource: `arn:aws:ssm::${OWN_ACCOUNT}:parameter/${ANY}`, says: "read every parameter" },
  { action: "lambda:invokefunction", resource: `arn:aws:lambda::${OWN_ACCOUNT}:function:${ANY}`, says: "run every function" },
  { action: "ses:sendemail", resource: `arn:aws:ses::${OWN_ACCOUNT}:identity/${ANY}`, says: "send mail as anybody" },
  { action: "iam:passrole", resource: `arn:aws:iam::${OWN_ACCOUNT}:role/${ANY}`, says: "hand over every role" },
  { action: "ec2:runinstances", resource: `arn:aws:ec2::${OWN_ACCOUNT}:instance/${ANY}`, says: "start machines" },
];

const MANAGED =
  'resource "aws_iam_role_policy_attachment" "tool" {\n  role       = aws_iam_role.tool.name\n  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"\n}\n';

const TEMPLATE = (action: string, resource: string): string =>
  `Resources:\n  ToolRole:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument:\n        Statement:\n          - Effect: Allow\n            Principal: { Service: lambda.amazonaws.com }\n            Action: sts:AssumeRole\n      Policies:\n        - PolicyName: tool\n          PolicyDocument:\n            Statement:\n              - Effect: Allow\n                Action: "${action}"\n                Resource: "${resource}"\n  Tool:\n    Type: AWS::Lambda::Function\n    Properties:\n      Role: !GetAtt ToolRole.Arn\n  Agent:\n    Type: AWS::Bedrock::Agent\n    Properties:\n      AgentName: help\n      ActionGroups:\n        - ActionGroupName: tool\n          ActionGroupExecutor:\n            Lambda: !GetAtt Tool.Arn\n`;

/** Tools of agents whose function may do far more than the tool says. */
export const agentFunctionRoleBroad: Rule = {
  card: {
    id: "agent-function-role-broad",
    title: "The role of an agent's action-group Lambda is broader than the agent's purpose (ReadOnlyAccess, *)",
    appliesTo: ["resource", "agent"],
    why: "A user who talks the agent into another call, or changes the function, reads and does with it whatever the role may.",
    fix: "Give the function a policy with the actions and resources that its tool needs, instead of ReadOnlyAccess or *.",
    base: factors(2, 2, 3, 2),
    controls: ["ADS-AGNT-04", "ADS-INFR-02"],
    supersedes: ["ai-role-broad"],
    references: ["BR09", "prowler bedrock_agent_role_least_privilege"],
    bad: [
      terraformExample(
        "ReadOnlyAccess",
        role("agent", "bedrock"),
        role("tool", "lambda"),
        MANAGED,
        agent("help", "agent"),
        actionGroup("help", "tool"),
      ),
      templateExample("every table, in CloudFormation", TEMPLATE("dynamodb:*", "*")),
    ],
    good: [
      terraformExample(
        "one table",
        role("agent", "bedrock"),
        role("tool", "lambda", allow("dynamodb:GetItem", "arn:aws:dynamodb:eu-west-1:111122223333:table/orders")),
        agent("help", "agent"),
        actionGroup("help", "tool"),
      ),
      templateExample("one table, in CloudFormation", TEMPLATE("dynamodb:GetItem", "arn:aws:dynamodb:eu-west-1:111122223333:table/orders")),
    ],
  },
  because: { exposure: "whoever may talk to the agent", data: "all that the role may read and do" },
  check: (inventory) =>
    judgeEach(
      agentFunctions(inventory).flatMap(({ roles, ...rest }) => roles.map((each) => ({ ...rest, role: each }))),
      ({ agent: owner, function: tool, role: principal }) => {
        const far = isAdministrator(principal)
          ? [{ says: "do everything in the account", source: principal.identity[0]?.source ?? principal.resource }]
          : FAR.flatMap(({ action, resource, says }) =>
              granting(principal, action, resource)
                .slice(0, 1)
                .map(({ source }) => ({ says, source })),
            );
        const [first] = far;
        if (first === undefined) return principal.unread.length > 0 ? "unknown" : "passed";
        const draft = atResource(
          "agent-function-role-broad",
          first.source,
          {
            message: `${called(tool)}, a tool of the agent ${called(owner)}, may ${far.map(({ says }) => says).join(", ")}.`,
            headline: `Who talks the agent ${called(owner)} into it can ${first.says}`,
            excerpt: `${owner.address} ${tool.address} ${far.map(({ says }) => says).join(",")}`,
          },
          [tool, principal.resource, owner],
        );
        return { ...draft, covers: [{ file: first.source.file, line: first.source.line }] };
      },
      "a policy whose text is not here",
    ),
};

/** People, and not what deploys: a workload that releases functions is meant to change them. */
function isPerson({ kind, trust }: Principal): boolean {
  if (kind === "user") return true;
  return (
    kind === "role" &&
    trust.statements.some(
      ({ effect, principals = [] }) => effect === "Allow" && principals.some(({ type }) => type === "AWS" || type === "*"),
    )
  );
}

/** People who may put other code behind an agent's tool. */
export const agentFunctionChangeable: Rule = {
  card: {
    id: "agent-function-changeable",
    title: "A user may change the code of an agent's action-group Lambda (UpdateFunctionCode, agent hijacking)",
    appliesTo: ["resource", "agent", "identity"],
    why: "The new code runs with the function's role at the next question, and answers the agent what it likes: no right of the agent is needed.",
    fix: "Take lambda:UpdateFunctionCode and UpdateFunctionConfiguration on this function away from people; let the pipeline release it, signed.",
    base: factors(2, 3, 3, 3),
    controls: ["ADS-AGNT-04", "ADS-INFR-02"],
    references: ["BR10", "https://github.com/RhinoSecurityLabs/cloudgoat"],
    bad: [
      terraformExample(
        "every function",
        role("agent", "bedrock"),
        role("tool", "lambda"),
        agent("help", "agent"),
        actionGroup("help", "tool"),
        user("ana", allow("lambda:UpdateFunctionCode", "*")),
      ),
    ],
    good: [
      terraformExample(
        "another function",
        role("agent", "bedrock"),
        role("tool", "lambda"),
        agent("help", "agent"),
        actionGroup("help", "tool"),
        user("ana", allow("lambda:UpdateFunctionCode", "arn:aws:lambda:eu-west-1:111122223333:function:report")),
      ),
      terraformExample("no agent", role("tool", "lambda"), user("ana", allow("lambda:UpdateFunctionCode", "*"))),
    ],
  },
  because: { exposure: "whoever has this user or role", exploitability: "one call", data: "the tool's role and what the agent believes" },
  check: (inventory) => {
    const functions = agentFunctions(inventory);
    const near = principalsOf(inventory.resources).filter((principal) => isPerson(principal) && !isAdministrator(principal));
    return judgeEach(
      functions.flatMap((each) => near.map((principal) => ({ ...each, principal }))),
      ({ agent: owner, function: tool, principal }) => {
        if (root(principal.resource) !== root(tool)) return "not-applicable";
        const [by] = functionNames(tool, OWN_ACCOUNT).flatMap((name) => granting(principal, "lambda:updatefunctioncode", name));
        if (by === undefined) return "passed";
        return atResource(
          "agent-function-changeable",
          by.source,
          {
            message: `${called(by.source)} lets ${called(principal.resource)} change the code of ${called(tool)}, a tool of the agent ${called(owner)}.`,
            headline: `${called(principal.resource)} can put other code behind the agent ${called(owner)}`,
            excerpt: `${by.source.address} ${principal.resource.address} ${tool.address}`,
          },
          [principal.resource, tool, owner],
        );
      },
    );
  },
};

function root({ target = 0, root: place, file }: { readonly target?: number; readonly root?: string; readonly file: string }): string {
  return `${target}|${place ?? file}`;
}
