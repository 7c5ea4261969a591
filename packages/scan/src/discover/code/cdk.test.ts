import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

const ASK = `
from openai import OpenAI
def handler(event, context):
    return OpenAI().responses.create(model="gpt-4.1-mini", input=event["q"]).output_text
`;

describe("stacks of the AWS Cloud Development Kit", () => {
  testFound([
    [
      "TypeScript: a function with its environment, role, grants and route",
      {
        "lib/stack.ts": `
import { Stack } from "aws-cdk-lib";
import * as lambda from "aws-cdk-lib/aws-lambda";
import * as iam from "aws-cdk-lib/aws-iam";
import { Bucket } from "aws-cdk-lib/aws-s3";
import { RestApi, LambdaIntegration } from "aws-cdk-lib/aws-apigateway";
import { join } from "path";
export class AskStack extends Stack {
  constructor(scope, id) {
    super(scope, id);
    const role = new iam.Role(this, "AskRole", { assumedBy: new iam.ServicePrincipal("lambda.amazonaws.com") });
    role.addToPolicy(new iam.PolicyStatement({ actions: ["logs:PutLogEvents", "bedrock:InvokeModel"], resources: ["*"] }));
    const bucket = new Bucket(this, "Answers", { bucketName: "answers" });
    const ask = new lambda.Function(this, "Ask", {
      functionName: "ask",
      code: lambda.Code.fromAsset(join(__dirname, "../ask")),
      handler: "app.handler",
      role,
      environment: { OPENAI_API_KEY: "", OPENAI_MODEL: "gpt-4.1" },
    });
    bucket.grantReadWrite(ask);
    const api = new RestApi(this, "api");
    const v1 = api.root.addResource("v1");
    v1.addResource("ask").addMethod("POST", new LambdaIntegration(ask));
  }
}`,
        "ask/app.py": ASK,
      },
      [
        "compute ask -runs_as-> identity AskRole",
        "compute ask -uses_model-> model gpt-4.1",
        "compute ask -can_access-> storage answers",
        "identity AskRole -can_access-> ai-service bedrock",
        "endpoint POST /v1/ask -uses_model-> model gpt-4.1-mini",
      ],
      ["ai-service logs:PutLogEvents"],
    ],
    [
      "Python: a Bedrock agent with a knowledge base, a guardrail and an action group; an HTTP API",
      {
        "stack.py": `
from aws_cdk import Stack, aws_lambda as _lambda, aws_apigatewayv2 as apigw
from aws_cdk.aws_apigatewayv2_integrations import HttpLambdaIntegration
from cdklabs.generative_ai_cdk_constructs import bedrock

class AskStack(Stack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        kb = bedrock.VectorKnowledgeBase(self, "Manuals", embeddings_model=bedrock.BedrockFoundationModel.TITAN_EMBED_TEXT_V2_1024)
        guard = bedrock.Guardrail(self, "Guard", name="polite")
        ask = _lambda.Function(self, "Ask", code=_lambda.Code.from_asset("ask"), handler="app.handler", environment={"KB_ID": kb.knowledge_base_id})
        orders = bedrock.AgentActionGroup(name="orders", executor=bedrock.ActionGroupExecutor.fromlambda_function(ask))
        agent = bedrock.Agent(
            self, "Clerk", name="clerk", guardrail=guard, knowledge_bases=[kb], action_groups=[orders],
            foundation_model=bedrock.BedrockFoundationModel.ANTHROPIC_CLAUDE_HAIKU_V1_0,
            instruction="You answer questions of customers about their orders, and nothing else.",
        )
        api = apigw.HttpApi(self, "api")
        api.add_routes(path="/ask", methods=[apigw.HttpMethod.POST], integration=HttpLambdaIntegration("ask", ask))
`,
        "ask/app.py": ASK,
      },
      [
        "knowledge-base Manuals -embeds_with-> model amazon.titan-embed-text-v2:0",
        "agent clerk -uses_model-> model anthropic.claude-3-haiku-20240307-v1:0",
        "agent clerk -retrieves_from-> knowledge-base Manuals",
        "agent clerk -protected_by-> guardrail polite",
        "agent clerk -uses_tool-> tool orders",
        "compute Ask -reads-> knowledge-base Manuals",
        "endpoint POST /ask -uses_model-> model gpt-4.1-mini",
      ],
    ],
    [
      "CloudFront functions and other classes of the same name are no functions of Lambda",
      {
        "stack.ts": `
import * as cloudfront from "aws-cdk-lib/aws-cloudfront";
export const rewrite = new cloudfront.Function(this, "Rewrite", { code: cloudfront.FunctionCode.fromInline("x") });
`,
      },
      [],
      ["compute Rewrite"],
    ],
  ]);
});
