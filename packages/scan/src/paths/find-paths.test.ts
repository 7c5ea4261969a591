import { beforeAll, describe, expect, it } from "vitest";
import { inventoryOf, WARM_UP_TIME, warmUp } from "../rules/testing/project-from.ts";
import { findPaths } from "./find-paths.ts";
import { ATTACKERS } from "./hop.ts";

beforeAll(warmUp, WARM_UP_TIME);

const POD = (args: string, more = ""): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: inference, namespace: serving}\nspec:\n  template:\n    metadata: {labels: {app: inference}}\n    spec:\n${more}      containers:\n        - {name: server, image: "acme/serve:1.0.0", args: ${args}}\n`;
const NODE = (options: string, actions: string): string =>
  `resource "aws_launch_template" "gpu" {\n  metadata_options {\n${options}  }\n}
resource "aws_iam_role" "node" {\n  name               = "node"\n  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" }] })\n}
resource "aws_iam_role_policy" "node" {\n  role   = aws_iam_role.node.id\n  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = [${actions}], Resource = "*" }] })\n}
resource "aws_ecr_repository" "shared" {\n  name = "shared"\n}
`;
const OPEN = '    http_tokens                 = "optional"\n    http_put_response_hop_limit = 2\n';
const CLOSED = '    http_tokens                 = "required"\n    http_put_response_hop_limit = 1\n';
const REMOTE = '["--model", "acme/x", "--trust-remote-code"]';

async function paths(files: { readonly [file: string]: string }) {
  const inventory = await inventoryOf(files);
  return findPaths(inventory).map((path) => ({
    attacker: path.attacker,
    harm: path.harm,
    places: path.hops.map(({ evidence }) => `${evidence[0]?.file ?? ""}:${evidence[0]?.resource ?? ""}`),
    cuts: path.cuts.length,
  }));
}

describe("findPaths", () => {
  it("leads from an uploaded model over the machine's role to the shared registry, each hop with its place", async () => {
    expect(await paths({ "node.tf": NODE(OPEN, '"ecr:*"'), "serve.yaml": POD(REMOTE) })).toEqual([
      {
        attacker: ATTACKERS.modelPublisher,
        harm: "registry",
        places: ["serve.yaml:Deployment/inference", "node.tf:aws_launch_template.gpu", "node.tf:aws_iam_role_policy.node"],
        cuts: 1,
      },
    ]);
  });

  it.each([
    ["safetensors without remote code", { "node.tf": NODE(OPEN, '"ecr:*"'), "serve.yaml": POD('["--model", "acme/x"]') }],
    ["a sandbox", { "node.tf": NODE(OPEN, '"ecr:*"'), "serve.yaml": POD(REMOTE, "      runtimeClassName: gvisor\n") }],
    ["one hop of metadata", { "node.tf": NODE(CLOSED, '"ecr:*"'), "serve.yaml": POD(REMOTE) }],
    ["a role that only pulls", { "node.tf": NODE(OPEN, '"ecr:BatchGetImage"'), "serve.yaml": POD(REMOTE) }],
    ["another environment", { "prod/node.tf": NODE(OPEN, '"ecr:*"'), "staging/serve.yaml": POD(REMOTE) }],
  ])("is closed by %s", async (_, files) => expect(await paths(files)).toEqual([]));

  it("goes on to the whole account where the role escalates", async () => {
    const found = await paths({ "node.tf": NODE(OPEN, '"iam:AttachRolePolicy"'), "serve.yaml": POD(REMOTE) });
    expect(found.map(({ harm }) => harm)).toEqual(["account"]);
  });
});
