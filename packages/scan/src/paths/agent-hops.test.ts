import { beforeAll, describe, expect, it } from "vitest";
import { inventoryOf, WARM_UP_TIME, warmUp } from "../rules/testing/project-from.ts";
import { agentHops } from "./agent-hops.ts";
import { findPaths } from "./find-paths.ts";
import { googleHops } from "./google-hops.ts";

beforeAll(warmUp, WARM_UP_TIME);

const template = (auth: string, action: string): { readonly [path: string]: string } => ({
  "template.yaml": `Transform: AWS::Serverless-2016-10-31\nResources:\n  Web:\n    Type: AWS::Serverless::Function\n    Properties:\n      FunctionUrlConfig: { AuthType: ${auth} }\n      Policies:\n        - Statement: [{ Effect: Allow, Action: "${action}", Resource: "*" }]\n  Tool:\n    Type: AWS::Serverless::Function\n    Properties:\n      Role: !GetAtt ToolRole.Arn\n  ToolRole:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument:\n        Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }]\n      ManagedPolicyArns: [arn:aws:iam::aws:policy/AdministratorAccess]\n  Agent:\n    Type: AWS::Bedrock::Agent\n    Properties:\n      AgentName: ops\n      FoundationModel: amazon.nova-lite-v1:0\n      ActionGroups:\n        - ActionGroupName: ops\n          ActionGroupExecutor: { Lambda: !GetAtt Tool.Arn }\n`,
});

describe("agentHops", () => {
  it("goes from an open URL through the agent to its tool, and paths on to the role", async () => {
    const inventory = await inventoryOf(template("NONE", "bedrock:InvokeAgent"));
    expect(agentHops(inventory).map(({ via }) => via)).toEqual([
      "calls, no credentials asked, the URL of",
      "hands what a caller writes to the agent",
      "calls, with what a prompt asks for, its tool",
    ]);
    expect(findPaths(inventory).length).toBeGreaterThan(0);
  });

  it("stops where the URL asks, or the function may not invoke the agent", async () => {
    for (const files of [template("AWS_IAM", "bedrock:InvokeAgent"), template("NONE", "s3:GetObject")])
      expect(agentHops(await inventoryOf(files)).map(({ via }) => via)).toEqual(["calls, with what a prompt asks for, its tool"]);
    expect(agentHops(await inventoryOf({ "t.json": '{"Resources":{"A":{"Type":"AWS::Bedrock::Agent","Properties":[1]}}}' }))).toEqual([]);
  });
});

describe("googleHops", () => {
  const machine = (account: string): { readonly [path: string]: string } => ({
    "main.tf": `resource "google_compute_instance" "nb" {\n  name = "dl-box"\n${account}}\nresource "google_storage_bucket" "patients" {\n  name = "acme-patient-images-train"\n}\n`,
  });

  it("follows the default account of a project with the scope of everything, and no other", async () => {
    expect(googleHops(await inventoryOf(machine('  service_account { scopes = ["cloud-platform"] }\n'))).map(({ via }) => via)).toEqual([
      "has the default account of the project, an Editor, which may read",
    ]);
    for (const account of [
      "",
      '  service_account { scopes = ["logging-write"] }\n',
      '  service_account {\n    email  = "own@acme.iam.gserviceaccount.com"\n    scopes = ["cloud-platform"]\n  }\n',
    ])
      expect(googleHops(await inventoryOf(machine(account)))).toEqual([]);
  });
});
