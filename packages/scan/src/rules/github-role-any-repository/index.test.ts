import { beforeAll, describe, expect, it } from "vitest";
import { judged, WARM_UP_TIME, warmUp } from "../testing/project-from.ts";
import { githubRoleAnyRepository } from "./index.ts";

beforeAll(warmUp, WARM_UP_TIME);

const AI = { "m.py": 'from transformers import AutoModel\nmodel = AutoModel.from_pretrained("acme/model")\n' };
const run = async (condition: unknown, provider = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com") => {
  const document = {
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRoleWithWebIdentity", Principal: { Federated: provider }, Condition: condition }],
  };
  const template = JSON.stringify({
    Resources: { Release: { Type: "AWS::IAM::Role", Properties: { AssumeRolePolicyDocument: document } } },
  });
  return (await judged({ files: { ...AI, "t.json": template } }, [githubRoleAnyRepository])).findings.map(
    ({ severity, location }) => `${severity} ${location.resource ?? ""}`,
  );
};
const sub = (...values: readonly string[]) => ({ StringLike: { "token.actions.githubusercontent.com:sub": values } });

describe("github-role-any-repository", () => {
  it("tells anybody from one organisation", async () => {
    expect(await run(sub("*"))).toEqual(["critical Release"]);
    expect(await run(sub("repo:*"))).toEqual(["critical Release"]);
    expect(await run(sub("repo:*/models:ref:refs/heads/main"))).toEqual(["critical Release"]);
    expect(await run({})).toEqual(["critical Release"]);
    expect(await run(sub("repo:acme/one:*", "repo:acme/*"))).toEqual(["high Release"]);
  });

  it("is quiet where repositories are named, by the subject or another claim", async () => {
    expect(await run(sub("repo:acme/one:*", "repo:acme/two:pull_request"))).toEqual([]);
    expect(await run({ StringEquals: { "token.actions.githubusercontent.com:sub": "repo:acme/models:environment:prod" } })).toEqual([]);
    expect(await run({ ...sub("repo:acme/*"), StringEquals: { "token.actions.githubusercontent.com:repository_id": "1234" } })).toEqual([]);
  });

  it("leaves other providers, and what only a deployment knows", async () => {
    expect(await run({}, "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/A")).toEqual([]);
    expect(await run(sub("$" + "{var.subject}"))).toEqual([]);
    expect(await run("not a condition")).toEqual(["critical Release"]);
  });
});
