import { beforeAll, describe, expect, it } from "vitest";
import { aiRoleBroad } from "../../rules/ai-role-broad/index.ts";
import { inventoryOf, WARM_UP_TIME, warmUp } from "../../rules/testing/project-from.ts";
import { isAdministrator } from "./escalation.ts";
import { principalsOf } from "./principals.ts";
import { AwsWorld } from "./world.ts";

beforeAll(warmUp, WARM_UP_TIME);

const template = (more: string): { readonly [path: string]: string } => ({
  "serve.py": 'from transformers import AutoModel\n\nmodel = AutoModel.from_pretrained("acme/x")\n',
  "template.yaml": `Transform: AWS::Serverless-2016-10-31\nResources:\n  Docs: {Type: 'AWS::S3::Bucket'}\n  Chat:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: app.handler\n${more}`,
});
async function role(more: string) {
  const { resources } = await inventoryOf(template(more));
  return principalsOf(resources).find(({ name }) => name === "ChatRole");
}
const actions = async (policies: string) =>
  (await role(`      Policies: ${policies}\n`))?.identity
    .filter((statement) => statement.actions?.some((action) => action.startsWith("logs:")) !== true)
    .map(({ actions, resources }) => `${(actions ?? []).join(",")} on ${(resources ?? []).join(",")}`);
const broad = async (more: string) =>
  aiRoleBroad.check(await inventoryOf(template(more))).findings.map(({ location }) => location.resource);

describe("roles that SAM makes for functions", () => {
  it("hold statements, managed policies by name and by ARN, and templates", async () => {
    expect(await actions("[{Statement: [{Effect: Allow, Action: 'bedrock:InvokeModel', Resource: '*'}]}]")).toEqual([
      "bedrock:invokemodel on *",
    ]);
    expect(await actions("{Statement: {Effect: Allow, Action: 's3:*', Resource: '*'}}")).toEqual(["s3:* on *"]);
    expect(await actions("AdministratorAccess")).toEqual(["* on *"]);
    expect(await actions("[!Sub 'arn:${AWS::Partition}:iam::aws:policy/AdministratorAccess']")).toEqual(["* on *"]);
    expect(await actions("[LambdaInvokePolicy: {FunctionName: tool}]")).toEqual([
      expect.stringMatching(/^lambda:invokefunction on .*function:tool\*$/),
    ]);
    expect((await actions("[S3ReadPolicy: {BucketName: !Ref Docs}]"))?.[0]).toContain("arn:aws:s3:::${Docs}/*");
    expect(await actions("[]")).toEqual([]);
  });

  it("are unread where a policy or a template is not known, and absent where a role is given", async () => {
    expect((await role("      Policies: [SomethingOfOurs, {NoSuchPolicy: {}}, {S3ReadPolicy: {Bucket: x}}, 5]\n"))?.unread).toEqual([
      "NoSuchPolicy",
      "S3ReadPolicy",
      "arn:aws:iam::aws:policy/SomethingOfOurs",
    ]);
    expect(await role("      Role: arn:aws:iam::111122223333:role/x\n      Policies: AdministratorAccess\n")).toBeUndefined();
  });

  it("are administrators, and broad, where their policies make them so", async () => {
    const all = await role("      Policies: AdministratorAccess\n");
    expect(all !== undefined && isAdministrator(all)).toBe(true);
    expect(await broad("      Policies: AdministratorAccess\n")).toEqual(["Chat"]);
    expect(await broad("      Policies: [S3ReadPolicy: {BucketName: !Ref Docs}]\n")).toEqual([]);
    expect(await broad("      Policies: AdministratorAccess\n      AssumeRolePolicyDocument: {Statement: []}\n")).toEqual([]);
  });

  it("are carried by their function", async () => {
    const { resources } = await inventoryOf(template("      Policies: AmazonBedrockFullAccess\n"));
    const world = new AwsWorld(resources);
    const chat = resources.find(({ address }) => address === "Chat");
    expect(chat === undefined ? [] : world.carriers.of(chat).map(({ principal }) => principal.name)).toEqual(["Chat"]);
  });
});
