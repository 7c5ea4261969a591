import { beforeAll, describe, expect, it } from "vitest";
import { inventoryOf, WARM_UP_TIME, warmUp } from "../testing/project-from.ts";
import { agentFunctions, allowsAtAll, statementsOf } from "./agent-functions.ts";
import { openFronts } from "./open-fronts.ts";

beforeAll(warmUp, WARM_UP_TIME);

const frontsIn = async (text: string, file = "main.tf"): Promise<readonly string[]> =>
  openFronts(await inventoryOf({ [file]: text })).map(({ front, function: called }) => `${front.address} -> ${called.address}`);

const FUNCTION = 'resource "aws_lambda_function" "f" {\n  function_name = "f"\n}\n';
const route = (settings: string): string =>
  `${FUNCTION}resource "aws_apigatewayv2_integration" "i" {\n  integration_uri = aws_lambda_function.f.invoke_arn\n}\nresource "aws_apigatewayv2_route" "r" {\n  route_key = "POST /ask"\n  target    = "integrations/\${aws_apigatewayv2_integration.i.id}"\n${settings}}\n`;
const method = (settings: string): string =>
  `${FUNCTION}resource "aws_api_gateway_method" "m" {\n  resource_id = aws_api_gateway_resource.a.id\n${settings}}\nresource "aws_api_gateway_resource" "a" {\n  path_part = "a"\n}\nresource "aws_api_gateway_integration" "i" {\n  resource_id = aws_api_gateway_resource.a.id\n  uri         = aws_lambda_function.f.invoke_arn\n}\n`;

describe("openFronts", () => {
  it("finds function URLs that ask nobody", async () => {
    const url = (type: string): string =>
      `${FUNCTION}resource "aws_lambda_function_url" "u" {\n  function_name      = aws_lambda_function.f.function_name\n  authorization_type = "${type}"\n}\n`;
    expect(await frontsIn(url("NONE"))).toEqual(["aws_lambda_function_url.u -> aws_lambda_function.f"]);
    expect(await frontsIn(url("AWS_IAM"))).toEqual([]);
  });

  it("finds routes without an authorizer", async () => {
    expect(await frontsIn(route(""))).toEqual(["aws_apigatewayv2_route.r -> aws_lambda_function.f"]);
    expect(await frontsIn(route('  authorization_type = "JWT"\n'))).toEqual([]);
  });

  it("finds methods, and leaves alone those with a key, an authorizer or for browsers' questions", async () => {
    expect(await frontsIn(method('  authorization = "NONE"\n  http_method = "POST"\n'))).toEqual([
      "aws_api_gateway_method.m -> aws_lambda_function.f",
    ]);
    expect(await frontsIn(method('  authorization = "NONE"\n  http_method = "OPTIONS"\n'))).toEqual([]);
    expect(await frontsIn(method('  authorization = "NONE"\n  http_method = "POST"\n  api_key_required = true\n'))).toEqual([]);
    expect(await frontsIn(method('  authorization = "AWS_IAM"\n  http_method = "POST"\n'))).toEqual([]);
  });

  it("finds events of SAM, unless the API has an authorizer of its own", async () => {
    const sam = (api: string): string =>
      `Resources:\n${api}  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Events:\n        Ask:\n          Type: Api\n          Properties:\n            Path: /ask\n            Method: post\n`;
    expect(await frontsIn(sam(""), "template.yaml")).toEqual(["F -> F"]);
    const guarded =
      "  A:\n    Type: AWS::Serverless::Api\n    Properties:\n      StageName: p\n      Auth:\n        DefaultAuthorizer: Tokens\n";
    expect(await frontsIn(sam(guarded), "template.yaml")).toEqual([]);
  });

  it("makes nothing of an address without a function, or of settings of a wrong kind", async () => {
    expect(await frontsIn('resource "aws_lambda_function_url" "u" {\n  authorization_type = "NONE"\n}\n')).toEqual([]);
    expect(
      await frontsIn("Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Events: [1, [2]]\n", "template.yaml"),
    ).toEqual([]);
  });
});

describe("agentFunctions", () => {
  it("finds tools of an agent that stand in it, in CloudFormation", async () => {
    const inventory = await inventoryOf({
      "template.yaml":
        "Resources:\n  Tool:\n    Type: AWS::Lambda::Function\n    Properties:\n      Role: !GetAtt R.Arn\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument:\n        Statement: []\n  Agent:\n    Type: AWS::Bedrock::Agent\n    Properties:\n      ActionGroups:\n        - ActionGroupExecutor:\n            Lambda: !GetAtt Tool.Arn\n",
    });
    expect(agentFunctions(inventory).map(({ agent, function: tool, roles }) => [agent.address, tool.address, roles.length])).toEqual([
      ["Agent", "Tool", 1],
    ]);
  });

  it("finds none without an agent", async () => {
    expect(agentFunctions(await inventoryOf({ "main.tf": FUNCTION }))).toEqual([]);
  });
});

describe("statementsOf", () => {
  it("reads the policies that SAM writes into a function, and not the names of templates", async () => {
    const inventory = await inventoryOf({
      "template.yaml":
        "Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Policies:\n        - AWSLambdaBasicExecutionRole\n        - Statement:\n            - Effect: Allow\n              Action: bedrock:Invoke*\n              Resource: '*'\n",
    });
    const [called] = inventory.resources;
    const statements = called === undefined ? [] : statementsOf(inventory, called);
    expect(statements).toHaveLength(1);
    expect(allowsAtAll(statements, "bedrock:invokemodel")).toBe(true);
    expect(allowsAtAll(statements, "s3:getobject")).toBe(false);
  });
});
