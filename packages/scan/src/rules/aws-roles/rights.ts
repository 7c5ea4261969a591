import type { ResourceEntry } from "@castellan/graph";
import { isAdministrator } from "../../access/aws/escalation.ts";
import { OWN_ACCOUNT } from "../../access/aws/policy.ts";
import { type GrantedStatement, type Principal, principalsOf } from "../../access/aws/principals.ts";
import { factors } from "../card.ts";
import { judgeEach } from "../draft.ts";
import type { Rule } from "../rule.ts";
import { settingAt } from "../settings/setting.ts";
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
  /** Where another rule speaks of the same grant. */
  elsewhere: (source: ResourceEntry) => boolean = () => false,
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
          const first = by.find(({ source }) => !elsewhere(source));
          if (first === undefined && by.length > 0) return "not-applicable";
          if (first === undefined) return principal.unread.length > 0 ? "unknown" : "passed";
          // One policy may stand for many: it is mended once.
          const key = `${first.source.file}|${first.source.address}`;
          if (reported.has(key)) return "not-applicable";
          reported.add(key);
          const draft = atResource(
            card.id,
            first.source,
            {
              message:
                first.source === principal.resource
                  ? `${called(first.source)} may ${says}.`
                  : `${called(first.source)} lets ${called(principal.resource)} ${says}.`,
              headline: `${called(principal.resource)} can ${says}`,
              excerpt: `${first.source.address} ${principal.resource.address}`,
            },
            [principal.resource],
          );
          return card.supersedes === undefined ? draft : { ...draft, covers: [{ file: first.source.file, line: first.source.line }] };
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

/** A policy of AWS, which `ai-full-access-policy` speaks of where it is attached. */
function isAttachment({ type, attributes }: ResourceEntry): boolean {
  return /attachment/i.test(type) || settingAt(attributes, ["managed_policy_arns", "ManagedPolicyArns"]).length > 0;
}

/** Every action of a service of AI, in a policy of one's own. */
export const aiServiceWildcard = rightRule(
  {
    id: "ai-service-wildcard",
    title: "A policy allows every action of Bedrock or SageMaker (bedrock:*, sagemaker:* on *)",
    appliesTo: ["resource", "identity"],
    why: "Who has it may switch off guardrails and logging, replace models and endpoints, and run up the bill of every model.",
    fix: "Name the actions, models and endpoints that are needed.",
    base: factors(2, 2, 3, 2),
    controls: ["ADS-INFR-02"],
    supersedes: ["bedrock-invoke-any-model"],
    references: ["BR07", "SM14", "prowler bedrock_full_access_policy_attached"],
    bad: [
      terraformExample("every action of Bedrock", role("app", "lambda", allow("bedrock:*", "*")), BEDROCK_BESIDE),
      terraformExample("every action of SageMaker", user("ana", allow("sagemaker:*", "*")), SAGEMAKER_BESIDE),
    ],
    good: [terraformExample("one action", role("app", "lambda", allow("bedrock:InvokeModel", "*")), BEDROCK_BESIDE)],
  },
  { exposure: "who or what holds the policy", data: "models, guardrails and logs" },
  () => true,
  [
    { action: "bedrock:deleteguardrail", resource: arn("bedrock", `guardrail/${ANY}`) },
    { action: "sagemaker:deletemodelpackage", resource: arn("sagemaker", `model-package/${ANY}`) },
  ],
  "do everything with Bedrock or SageMaker",
  isAttachment,
);
