import { isAdministrator } from "../../access/aws/escalation.ts";
import { OWN_ACCOUNT } from "../../access/aws/policy.ts";
import { type GrantedStatement, type Principal, principalsOf } from "../../access/aws/principals.ts";
import { factors } from "../card.ts";
import { judgeEach } from "../draft.ts";
import type { Rule } from "../rule.ts";
import { targetsWithAi } from "../settings/setting-rule.ts";
import { allow, role, terraformExample, user } from "./examples.ts";
import { ANY, atResource, called, granting, isForPeople } from "./role-users.ts";

/** Something of AI in the same project. */
const SAGEMAKER_BESIDE = 'resource "aws_sagemaker_model" "fraud" {\n  name = "fraud"\n}\n';
const BEDROCK_BESIDE = 'resource "aws_bedrock_guardrail" "chat" {\n  name = "chat"\n}\n';

const arn = (service: string, rest: string): string => `arn:aws:${service}::${OWN_ACCOUNT}:${rest}`;

interface Right {
  readonly action: string;
  readonly resource: string;
}

/** Judges principals of targets with AI: what lets them do one of some things, at the place that grants it. */
function rightRule(
  card: Rule["card"],
  because: NonNullable<Rule["because"]>,
  concerns: (principal: Principal) => boolean,
  rights: readonly Right[],
  says: string,
): Rule {
  return {
    card,
    because,
    check: (inventory) => {
      const near = targetsWithAi(inventory);
      const reported = new Set<string>();
      return judgeEach(
        principalsOf(inventory.resources).filter(
          (principal) => near.has(principal.resource.target ?? 0) && concerns(principal) && !isAdministrator(principal),
        ),
        (principal) => {
          const by: readonly GrantedStatement[] =
            rights.map(({ action, resource }) => granting(principal, action, resource)).find((list) => list.length > 0) ?? [];
          const [first] = by;
          if (first === undefined) return principal.unread.length > 0 ? "unknown" : "passed";
          // One policy may stand for many: it is mended once.
          const key = `${first.source.file}|${first.source.address}`;
          if (reported.has(key)) return "not-applicable";
          reported.add(key);
          return atResource(
            card.id,
            first.source,
            {
              message: `${called(first.source)} lets ${called(principal.resource)} ${says}.`,
              headline: `${called(principal.resource)} can ${says}`,
              excerpt: `${first.source.address} ${principal.resource.address}`,
            },
            [principal.resource],
          );
        },
        "a policy whose text is not here",
      );
    },
  };
}

/** Signed links into any notebook or studio, for people who do not rule the account. */
export const presignedUrlAny = rightRule(
  {
    id: "sagemaker-presigned-url-any",
    title:
      "A principal may make signed links into any SageMaker notebook or domain (CreatePresignedNotebookInstanceUrl, CreatePresignedDomainUrl on *)",
    appliesTo: ["resource", "identity"],
    why: "With a link it works as the owner of the notebook, with the notebook's role and all data that lies there.",
    fix: "Name the notebook or the user profile of the person: arn:…:user-profile/domain/${aws:username}.",
    base: factors(2, 2, 3, 2),
    controls: ["ADS-INFR-02"],
    references: ["SM16"],
    bad: [terraformExample("any notebook", user("ana", allow("sagemaker:CreatePresignedNotebookInstanceUrl", "*")), SAGEMAKER_BESIDE)],
    good: [
      terraformExample(
        "one notebook",
        user(
          "ana",
          allow("sagemaker:CreatePresignedNotebookInstanceUrl", "arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/ana"),
        ),
        SAGEMAKER_BESIDE,
      ),
    ],
  },
  { exposure: "whoever has this user or role", data: "the notebook's role and data" },
  isForPeople,
  [
    { action: "sagemaker:createpresignednotebookinstanceurl", resource: arn("sagemaker", `notebook-instance/${ANY}`) },
    { action: "sagemaker:createpresigneddomainurl", resource: arn("sagemaker", `user-profile/${ANY}/${ANY}`) },
  ],
  "make signed links into every notebook or studio",
);

/** Start-up scripts of notebooks run as root, with the notebook's role. */
export const lifecycleScriptChangeable = rightRule(
  {
    id: "sagemaker-lifecycle-script-changeable",
    title: "A principal may change the start-up script of any SageMaker notebook (UpdateNotebookInstanceLifecycleConfig on *)",
    appliesTo: ["resource", "identity"],
    why: "The script runs as root with the notebook's role when the notebook starts: the rights of everybody's notebook.",
    fix: "Leave lifecycle configurations to the role that deploys them.",
    base: factors(2, 2, 3, 2),
    controls: ["ADS-INFR-02"],
    references: ["SM17", "https://stratus-red-team.cloud/attack-techniques/AWS/aws.execution.sagemaker-update-lifecycle-config/"],
    bad: [terraformExample("any script", user("ana", allow("sagemaker:UpdateNotebookInstanceLifecycleConfig", "*")), SAGEMAKER_BESIDE)],
    good: [terraformExample("looks only", user("ana", allow("sagemaker:DescribeNotebookInstanceLifecycleConfig", "*")), SAGEMAKER_BESIDE)],
  },
  { exposure: "whoever has this user or role", data: "the roles of all notebooks" },
  isForPeople,
  [
    { action: "sagemaker:updatenotebookinstancelifecycleconfig", resource: arn("sagemaker", `notebook-instance-lifecycle-config/${ANY}`) },
    { action: "sagemaker:createstudiolifecycleconfig", resource: arn("sagemaker", `studio-lifecycle-config/${ANY}`) },
  ],
  "change the start-up script of every notebook",
);

/** Every model of Bedrock, the dearest included. */
export const invokeAnyModel = rightRule(
  {
    id: "bedrock-invoke-any-model",
    title: "A principal may invoke every Bedrock model (InvokeModel on *)",
    appliesTo: ["resource", "identity"],
    why: "Whoever comes by its credentials runs the dearest models at the cost of the account (LLM-jacking), and sends what they like through them.",
    fix: "Name the models and inference profiles that are used, and set a service control policy for the rest.",
    base: factors(2, 2, 2, 1),
    controls: ["ADS-INFR-02", "ADS-SERV-06"],
    references: ["BR18", "prowler bedrock_marketplace_subscription_access_least_privilege"],
    bad: [terraformExample("every model", role("app", "lambda", allow("bedrock:InvokeModel", "*")), BEDROCK_BESIDE)],
    good: [
      terraformExample(
        "one model",
        role("app", "lambda", allow("bedrock:InvokeModel", "arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-lite-v1:0")),
        BEDROCK_BESIDE,
      ),
    ],
  },
  { exposure: "whoever comes by its credentials", data: "the bill, and what the models are told" },
  () => true,
  [{ action: "bedrock:invokemodel", resource: `arn:aws:bedrock:::foundation-model/${ANY}` }],
  "invoke every Bedrock model",
);
