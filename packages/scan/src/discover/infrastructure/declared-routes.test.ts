import { describe, expect, it } from "vitest";
import { cloudformationDiscoverer } from "../cloudformation/index.ts";
import { terraformDiscoverer } from "../terraform/index.ts";
import { discovered, projectOf } from "../testing/project-of.ts";

describe("declareRoutes", () => {
  it("follows methods, nested paths and integrations of Terraform to the function", () => {
    const result = discovered(
      projectOf({
        "api.tf": `
resource "aws_lambda_function" "ask" { function_name = "ask" }
resource "aws_api_gateway_rest_api" "main" { name = "api" }
resource "aws_api_gateway_resource" "v1" {
  parent_id = aws_api_gateway_rest_api.main.root_resource_id
  path_part = "v1"
}
resource "aws_api_gateway_resource" "ask" {
  parent_id = aws_api_gateway_resource.v1.id
  path_part = "ask"
}
resource "aws_api_gateway_method" "ask" {
  resource_id = aws_api_gateway_resource.ask.id
  http_method = "POST"
}
resource "aws_api_gateway_integration" "ask" {
  resource_id = aws_api_gateway_resource.ask.id
  http_method = aws_api_gateway_method.ask.http_method
  uri         = aws_lambda_function.ask.invoke_arn
}
resource "aws_api_gateway_integration" "preflight" {
  resource_id = aws_api_gateway_resource.ask.id
  http_method = "OPTIONS"
  type        = "MOCK"
}
resource "aws_apigatewayv2_integration" "chat" { integration_uri = aws_lambda_function.ask.arn }
resource "aws_apigatewayv2_route" "chat" {
  route_key = "GET /chat"
  target    = "integrations/\${aws_apigatewayv2_integration.chat.id}"
}
`,
      }),
      terraformDiscoverer,
    );
    expect(result.edges()).toEqual(["endpoint GET /chat -calls-> compute ask", "endpoint POST /v1/ask -calls-> compute ask"]);
  });

  it("reads methods of CloudFormation", () => {
    const result = discovered(
      projectOf({
        "template.yaml": `Resources:
  Api: { Type: AWS::ApiGateway::RestApi }
  Ask:
    Type: AWS::ApiGateway::Resource
    Properties: { ParentId: !GetAtt Api.RootResourceId, PathPart: ask }
  Post:
    Type: AWS::ApiGateway::Method
    Properties:
      HttpMethod: POST
      ResourceId: !Ref Ask
      Integration:
        Uri: !Sub "arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Function.Arn}/invocations"
  Preflight:
    Type: AWS::ApiGateway::Method
    Properties: { HttpMethod: OPTIONS, ResourceId: !Ref Ask, Integration: { Type: MOCK } }
  Function:
    Type: AWS::Lambda::Function
    Properties: { FunctionName: ask }
`,
      }),
      cloudformationDiscoverer,
    );
    expect(result.edges()).toEqual(["endpoint POST /ask -calls-> compute ask"]);
  });
});
