import type { ResourceEntry } from "@castellan/graph";
import { allow, role, templateExample, terraformExample } from "../aws-roles/examples.ts";
import { atResource, called } from "../aws-roles/role-users.ts";
import { bucketUses } from "../aws-storage/bucket-uses.ts";
import { factors } from "../card.ts";
import { judgeEach } from "../draft.ts";
import type { Inventory, Rule } from "../rule.ts";
import { settingAt } from "../settings/setting.ts";
import { AGENTS, agentFunctions, allowsAtAll, resourceIndex, statementsOf } from "./agent-functions.ts";
import { type OpenFront, openFronts } from "./open-fronts.ts";

const OWN_MODEL = ["sagemaker:invokeendpoint", "sagemaker:invokeendpointasync"];
const BOUGHT_MODEL = ["bedrock:invokemodel", "bedrock:invokemodelwithresponsestream", "bedrock:converse"];
const AGENT = [
  "bedrock:invokeagent",
  "bedrock:retrieveandgenerate",
  "bedrock:retrieve",
  "bedrock-agentcore:invokeagentruntime",
  "kendra:query",
];
const SENDING = ["ses:sendemail", "ses:sendrawemail", "sns:publish", "bedrock-agentcore:invokebrowser"];

const SIGNED_BY_CALLER = /slack|webhook|teams|telegram|twilio|github|stripe/i;

const front = (action: string, authorization: string): string =>
  `${role("chat", "lambda", allow(action, "*"))}resource "aws_lambda_function" "chat" {\n  function_name = "chat"\n  role          = aws_iam_role.chat.arn\n}\nresource "aws_lambda_function_url" "chat" {\n  function_name      = aws_lambda_function.chat.function_name\n  authorization_type = "${authorization}"\n}\n`;
const method = (authorization: string): string =>
  `${role("chat", "lambda", allow("sagemaker:InvokeEndpoint", "*"))}resource "aws_lambda_function" "chat" {\n  function_name = "chat"\n  role          = aws_iam_role.chat.arn\n}\nresource "aws_api_gateway_rest_api" "api" {\n  name = "api"\n}\nresource "aws_api_gateway_resource" "chat" {\n  rest_api_id = aws_api_gateway_rest_api.api.id\n  path_part   = "chat"\n}\nresource "aws_api_gateway_method" "chat" {\n  resource_id   = aws_api_gateway_resource.chat.id\n  http_method   = "POST"\n  authorization = "${authorization}"\n}\nresource "aws_api_gateway_integration" "chat" {\n  resource_id = aws_api_gateway_resource.chat.id\n  http_method = aws_api_gateway_method.chat.http_method\n  type        = "AWS_PROXY"\n  uri         = aws_lambda_function.chat.invoke_arn\n}\n`;
const SAM = (guard: string): string =>
  `Resources:\n  Chat:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: app.handler\n      Policies:\n        - Statement:\n            - Effect: Allow\n              Action: bedrock:InvokeModel\n              Resource: "*"\n      Events:\n        Ask:\n          Type: HttpApi\n          Properties:\n            Path: /ask\n            Method: post\n${guard}`;
const KNOWLEDGE = (tag: string): string =>
  `resource "aws_s3_bucket" "files" {\n  bucket = "acme-files"\n  tags = {\n    DataClassification = "${tag}"\n  }\n}\nresource "aws_bedrockagent_data_source" "files" {\n  data_source_configuration {\n    type = "S3"\n    s3_configuration {\n      bucket_arn = aws_s3_bucket.files.arn\n    }\n  }\n}\n`;
const MAILER = (action: string): string =>
  `${role("agent", "bedrock")}${role("mail", "lambda", allow(action, "*"))}resource "aws_lambda_function" "mail" {\n  function_name = "mail"\n  role          = aws_iam_role.mail.arn\n}\nresource "aws_bedrockagent_agent" "help" {\n  agent_name              = "help"\n  agent_resource_role_arn = aws_iam_role.agent.arn\n}\nresource "aws_bedrockagent_agent_action_group" "mail" {\n  agent_id = aws_bedrockagent_agent.help.id\n  action_group_executor {\n    lambda = aws_lambda_function.mail.arn\n  }\n}\nresource "aws_bedrockagent_knowledge_base" "docs" {\n  name = "docs"\n}\nresource "aws_bedrockagent_agent_knowledge_base_association" "docs" {\n  agent_id          = aws_bedrockagent_agent.help.id\n  knowledge_base_id = aws_bedrockagent_knowledge_base.docs.id\n}\nresource "aws_bedrockagent_data_source" "web" {\n  knowledge_base_id = aws_bedrockagent_knowledge_base.docs.id\n  data_source_configuration {\n    type = "WEB"\n  }\n}\n`;

/** An address on the internet behind which a function asks a model, and nobody is asked who they are. */
export const modelFrontOpen: Rule = {
  card: {
    id: "model-front-open",
    title: "A model endpoint or agent can be invoked by anybody: an unauthenticated Lambda URL or API Gateway stands in front of it",
    appliesTo: ["resource", "endpoint"],
    why: "Anybody on the internet asks the model, copies it question by question, makes its tools act, and runs up its bill.",
    fix: "Set AWS_IAM, a JWT or a Lambda authorizer on the URL, method or route, and a usage plan.",
    base: factors(3, 3, 3, 2),
    controls: ["ADS-SERV-01"],
    references: ["SM08", "CKV_AWS_258 LambdaFunctionURLAuth"],
    bad: [
      terraformExample("a function URL", front("sagemaker:InvokeEndpoint", "NONE")),
      terraformExample("a method", method("NONE")),
      templateExample("an event of SAM", SAM("")),
    ],
    good: [
      terraformExample("signed requests", front("sagemaker:InvokeEndpoint", "AWS_IAM")),
      terraformExample("an authorizer", method("COGNITO_USER_POOLS")),
      terraformExample("no model behind it", front("dynamodb:GetItem", "NONE")),
      templateExample("an authorizer of SAM", SAM("            Auth:\n              Authorizer: Tokens\n")),
    ],
  },
  because: { exposure: "anybody on the internet", exploitability: "one request", data: "what the model decides in production" },
  check: (inventory) =>
    judgeEach(openFronts(inventory), ({ front: address, function: called_ }) => {
      const statements = statementsOf(inventory, called_);
      const own = allowsAtAll(statements, ...OWN_MODEL);
      const acts = allowsAtAll(statements, ...AGENT);
      if (!own && !acts && !allowsAtAll(statements, ...BOUGHT_MODEL)) return "not-applicable";
      const what = own ? "a model endpoint" : acts ? "an agent or knowledge base" : "a model of Bedrock";
      return atResource(
        "model-front-open",
        address,
        {
          message: `${called(address)} asks nobody who they are, and ${called(called_)} behind it may invoke ${what}.`,
          headline: `Anybody on the internet can invoke ${what} through ${called(address)}`,
          excerpt: `${address.address} ${called_.address} ${what}`,
          // Services that sign their requests are checked in code, which nobody sees from here.
          ...(SIGNED_BY_CALLER.test(`${address.address} ${called_.address}`) ? { confidence: "possible" as const } : {}),
          ...(own || acts
            ? {}
            : {
                adjust: [{ factor: "data" as const, value: 2 as const, reason: "answers of a bought model, at the cost of the account" }],
              }),
        },
        [called_],
      );
    }),
};

const PERSONAL = /\b(?:pii|phi|personal|patients?|medical|health|payroll|confidential|restricted|sensitive|secret)\b/i;

/** What a bucket is said to hold, by its tags and its name. */
function saidToBePersonal({ attributes }: ResourceEntry): { readonly word: string; readonly certain: boolean } | undefined {
  const tags = JSON.stringify(attributes["tags"] ?? attributes["Tags"] ?? "").replaceAll(/[_-]/g, " ");
  const tagged = PERSONAL.exec(tags)?.[0];
  if (tagged !== undefined) return { word: tagged, certain: true };
  const named = PERSONAL.exec(
    settingAt(attributes, ["bucket", "BucketName", "bucket_name"]).map(String).join(" ").replaceAll(/[_-]/g, " "),
  )?.[0];
  return named === undefined ? undefined : { word: named, certain: false };
}

function answersAnybody(inventory: Inventory): OpenFront | undefined {
  return openFronts(inventory).find(({ function: called_ }) => allowsAtAll(statementsOf(inventory, called_), ...AGENT));
}

/** Personal documents that anybody may ask for, through an agent. */
export const knowledgeBasePersonalOpen: Rule = {
  card: {
    id: "knowledge-base-personal-open",
    title: "A knowledge base with personal data (PII) answers anybody",
    appliesTo: ["resource", "knowledge-base"],
    why: "Whoever asks the assistant in the right words is told what stands in the documents, without an account.",
    fix: "Ask who they are before the agent answers, and filter documents by who asks; mask personal data before it is read in.",
    base: factors(3, 3, 3, 1),
    controls: ["ADS-SERV-01", "ADS-DATA-06"],
    references: ["BR13"],
    bad: [terraformExample("personal documents behind an open URL", KNOWLEDGE("PII"), front("bedrock:RetrieveAndGenerate", "NONE"))],
    good: [
      terraformExample("signed requests", KNOWLEDGE("PII"), front("bedrock:RetrieveAndGenerate", "AWS_IAM")),
      terraformExample("public documents", KNOWLEDGE("public"), front("bedrock:RetrieveAndGenerate", "NONE")),
    ],
  },
  because: { exposure: "anybody on the internet", exploitability: "one question", data: "personal data" },
  check: (inventory) => {
    const open = answersAnybody(inventory);
    return judgeEach(
      bucketUses(inventory).filter(({ use }) => use === "documents"),
      ({ bucket, user }) => {
        const said = saidToBePersonal(bucket);
        if (said === undefined) return "not-applicable";
        if (open === undefined) return "passed";
        return atResource(
          "knowledge-base-personal-open",
          bucket,
          {
            message: `${called(bucket)} is marked as ${said.word}, feeds a knowledge base, and ${called(open.front)} answers from one without asking who it is.`,
            headline: `Anybody can ask for what stands in ${called(bucket)}`,
            excerpt: `${bucket.address} ${said.word} ${open.front.address}`,
            confidence: said.certain ? "likely" : "possible",
          },
          [open.front, open.function, ...(user === undefined ? [] : [user])],
        );
      },
    );
  },
};

const SOURCES = ["aws_bedrockagent_data_source", "awscc_bedrock_data_source", "AWS::Bedrock::DataSource"];
const BASES = ["aws_bedrockagent_knowledge_base", "awscc_bedrock_knowledge_base", "AWS::Bedrock::KnowledgeBase"];

/** Private data, untrusted text and a way out in one agent of Bedrock. */
export const agentLethalTrifecta: Rule = {
  card: {
    id: "bedrock-agent-lethal-trifecta",
    title: "A Bedrock agent has private data, untrusted content and a way to send out (lethal trifecta)",
    appliesTo: ["resource", "agent"],
    why: "A page or a message that the agent reads tells it to look up what is private and to send it away; every part works as it was made to.",
    fix: "Take one of the three away: crawl no foreign pages, or let a person confirm what is sent, or give the agent no private documents.",
    base: factors(3, 2, 3, 3),
    controls: ["ADS-AGNT-03"],
    references: ["BR23", "https://simonwillison.net/2025/Jun/16/the-lethal-trifecta/"],
    bad: [terraformExample("crawled pages, documents, mail", MAILER("ses:SendEmail"))],
    good: [terraformExample("no way out", MAILER("dynamodb:PutItem"))],
  },
  because: { exposure: "whoever writes a page that it reads", data: "what it may look up" },
  check: (inventory) => {
    const index = resourceIndex(inventory);
    const functions = agentFunctions(inventory);
    return judgeEach(
      index.ofTypes(AGENTS).filter(({ external }) => external !== true),
      (agent) => {
        const tools = functions.filter((each) => each.agent === agent).map((each) => each.function);
        const sender = tools.find((tool) => allowsAtAll(statementsOf(inventory, tool), ...SENDING));
        const associations = index.linkedFrom(agent, ["aws_bedrockagent_agent_knowledge_base_association"], "agent_id");
        const bases = [
          ...associations.flatMap((each) => index.refersTo(each, BASES, "knowledge_base_id")),
          ...["knowledge_bases.knowledge_base_id", "KnowledgeBases.KnowledgeBaseId"].flatMap((path) => index.refersTo(agent, BASES, path)),
        ];
        const sources = bases.flatMap((base) => [
          ...index.linkedFrom(base, SOURCES, "knowledge_base_id"),
          ...index.linkedFrom(base, SOURCES, "KnowledgeBaseId"),
        ]);
        const crawled = sources.find(({ attributes }) =>
          settingAt(attributes, ["data_source_configuration.type", "DataSourceConfiguration.Type"]).some((type) => type === "WEB"),
        );
        const reader = tools.find((tool) =>
          allowsAtAll(statementsOf(inventory, tool), "s3:getobject", "dynamodb:query", "dynamodb:scan", "rds-data:executestatement"),
        );
        const isPrivate = bases.length > 0 || reader !== undefined;
        if (sender === undefined || crawled === undefined || !isPrivate) return "passed";
        return atResource(
          "bedrock-agent-lethal-trifecta",
          agent,
          {
            message: `${called(agent)} reads pages that others write (${called(crawled)}), looks up private data, and sends with ${called(sender)}.`,
            headline: `A page that ${called(agent)} reads can make it send private data away`,
            excerpt: `${agent.address} ${crawled.address} ${sender.address}`,
          },
          [crawled, sender, ...bases, ...(reader === undefined ? [] : [reader])],
        );
      },
    );
  },
};
