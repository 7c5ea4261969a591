import { beforeAll, describe, expect, it } from "vitest";
import { inventoryOf, WARM_UP_TIME, warmUp } from "../rules/testing/project-from.ts";
import { deliveryHops } from "./delivery-hops.ts";
import { ATTACKERS } from "./hop.ts";

beforeAll(warmUp, WARM_UP_TIME);

const PROVIDER = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";
const trust = (condition: string, provider = PROVIDER): { readonly [path: string]: string } => ({
  "ci.tf": `resource "aws_iam_role" "release" {\n  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Federated = "${provider}" }, Action = "sts:AssumeRoleWithWebIdentity", Condition = ${condition} }] })\n}\n`,
});
const open = async (condition: string, provider?: string): Promise<boolean> =>
  deliveryHops(await inventoryOf(trust(condition, provider))).some(({ from }) => from === ATTACKERS.anyRepository);
const sub = (operator: string, value: string, key = "sub"): string =>
  `{ ${operator} = { "token.actions.githubusercontent.com:${key}" = "${value}" } }`;

describe("roles for tokens of GitHub", () => {
  it.each([
    sub("StringLike", "repo:*"),
    sub("StringLike", "*"),
    sub("StringLike", "repo:*/scoring:*"),
    sub("StringEquals", "sts.amazonaws.com", "aud"),
    sub("StringNotEquals", "repo:acme/x", "sub"),
    sub("StringLikeIfExists", "repo:acme/*"),
    "{}",
  ])("anybody's: %s", async (condition) => expect(await open(condition)).toBe(true));

  it.each([
    sub("StringLike", "repo:northquay/*"),
    sub("StringEquals", "repo:northquay/scoring:ref:refs/heads/main"),
    sub("StringEquals", "northquay", "repository_owner"),
    sub("StringLike", "repo:${var.organisation}/*"),
    sub("ForAnyValue:StringLike", "repo:northquay/scoring:*"),
  ])("its own: %s", async (condition) => expect(await open(condition)).toBe(false));

  it("of another provider are not meant", async () =>
    expect(await open("{}", "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/1")).toBe(false));
});

const TRAIN = { "train.py": "from transformers import Trainer\n\nTrainer().train()\n" };
const publishing = (uses: string, token = "HF_TOKEN"): { readonly [path: string]: string } => ({
  ".github/workflows/p.yml": `on: push\njobs:\n  publish:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: ${uses}\n        with:\n          token: \${{ secrets.${token} }}\n`,
  ...TRAIN,
});

describe("actions of others", () => {
  it.each(["somebody/upload@main", "somebody/tools/upload@master"])("%s stands on a branch", async (uses) =>
    expect(deliveryHops(await inventoryOf(publishing(uses))).map(({ from }) => from)).toContain(ATTACKERS.actionOwner),
  );
  it.each(["somebody/upload@v3", "actions/checkout@main", "./upload", "docker/login-action@master", `somebody/upload@${"a".repeat(40)}`])(
    "%s is left alone",
    async (uses) => expect(deliveryHops(await inventoryOf(publishing(uses)))).toEqual([]),
  );
  it("take nothing where the secret opens neither cloud nor registry", async () =>
    expect(
      deliveryHops(await inventoryOf(publishing("somebody/upload@main", "SLACK_WEBHOOK"))).some(({ harm }) => harm !== undefined),
    ).toBe(false));
});
