import { describe, expect, it } from "vitest";
import { discovered, projectOf } from "../testing/project-of.ts";
import { cloudformationDiscoverer } from "./index.ts";

const run = (files: { readonly [path: string]: string }) => discovered(projectOf(files), cloudformationDiscoverer);

describe("cloudformationDiscoverer", () => {
  it("follows parameters, Sub, Join, FindInMap and references", () => {
    const result = run({
      "t.yaml":
        "Parameters:\n  Model:\n    Type: String\n    Default: anthropic.claude-v2\nMappings:\n  M: {eu: {b: data}}\nResources:\n  Role:\n    Type: AWS::IAM::Role\n    Properties: {RoleName: !Sub 'r-${Model}'}\n  Agent:\n    Type: AWS::Bedrock::Agent\n    Properties:\n      AgentName: !Join ['-', [a, b]]\n      FoundationModel: !Ref Model\n      AgentResourceRoleArn: !GetAtt Role.Arn\n  Bucket:\n    Type: AWS::S3::Bucket\n    Properties: {BucketName: !FindInMap [M, eu, b]}\n",
    });
    expect(result.edges()).toEqual(
      expect.arrayContaining(["agent a-b -uses_model-> model anthropic.claude-v2", "agent a-b -runs_as-> identity r-anthropic.claude-v2"]),
    );
    expect(result.names()).toContain("storage data");
    expect(result.resources.map(({ address, line }) => `${address}:${line}`)).toEqual(["Role:8", "Agent:11", "Bucket:17"]);
    expect(result.assets.find(({ kind }) => kind === "model")?.occurrences[0]).toMatchObject({ line: 4 });
  });

  it("reads the JSON form and SAM", () => {
    const result = run({
      "t.json": JSON.stringify({
        Resources: {
          F: {
            Type: "AWS::Serverless::Function",
            Properties: {
              FunctionName: "chat",
              Environment: {
                Variables: {
                  OPENAI_API_KEY: { "Fn::Sub": "{{resolve:x}}" },
                  BEDROCK_MODEL_ID: "amazon.nova-lite-v1:0",
                  SIGNING_TOKEN: "a-literal-of-somebody",
                  BUCKET: { Ref: "B" },
                },
              },
            },
          },
          B: { Type: "AWS::S3::Bucket" },
        },
      }),
    });
    expect(result.edges()).toEqual(
      expect.arrayContaining([
        "compute chat -authenticated_by-> secret-ref OPENAI_API_KEY",
        "compute chat -uses_model-> model amazon.nova-lite-v1:0",
      ]),
    );
    // What stands there is masked; what is looked up at deployment is no secret.
    const written = JSON.stringify(result.resources);
    expect(written).toContain('"SIGNING_TOKEN":"********"');
    expect(written).toContain('"OPENAI_API_KEY":"{{resolve:x}}"');
    expect(written).not.toContain("a-literal-of-somebody");
  });

  it("joins endpoint and model through the configuration", () => {
    const result = run({
      "t.yaml":
        "Resources:\n  M: {Type: 'AWS::SageMaker::Model', Properties: {ModelName: m}}\n  C: {Type: 'AWS::SageMaker::EndpointConfig', Properties: {ProductionVariants: [{ModelName: !GetAtt M.ModelName}]}}\n  E: {Type: 'AWS::SageMaker::Endpoint', Properties: {EndpointConfigName: !GetAtt C.EndpointConfigName}}\n",
    });
    expect(result.edges()).toEqual(expect.arrayContaining(["endpoint E -serves-> model m"]));
  });

  it("stands circles and odd forms", () => {
    expect(() =>
      run({
        "t.yaml":
          "Mappings: {a: {b: {c: !FindInMap [a, b, c]}}}\nParameters: {P: {Default: !Ref P}}\nResources:\n  X: {Type: 'AWS::S3::Bucket', Properties: {BucketName: !FindInMap [a, b, c], A: !Ref P, B: !Sub '${X}', C: !If, D: !Sub [], E: !Join x}}\n  Y: 5\n",
      }),
    ).not.toThrow();
    expect(run({ "a.yaml": "Resources: [1]\n", "b.yaml": "Resources: {a: {Type: x}}\n" }).resources).toEqual([]);
  });
});
