import { describe, expect, it } from "vitest";
import { discovered } from "../testing/project-of.ts";
import { readProject } from "../testing/read-project.ts";
import { terraformDiscoverer } from "./index.ts";

const state = (...resources: readonly object[]): string =>
  JSON.stringify({ version: 4, terraform_version: "1.9.0", outputs: { key: { value: "hush-1", sensitive: true } }, resources }, null, 1);
const bucket = (attributes: object, more: object = {}, index: object = {}): object => ({
  mode: "managed",
  type: "aws_s3_bucket",
  name: "rows",
  provider: 'provider["registry.terraform.io/hashicorp/aws"]',
  instances: [{ ...index, attributes, sensitive_attributes: [], private: "aHVzaA==" }],
  ...more,
});

async function resources(files: Readonly<Record<string, string>>): Promise<readonly object[]> {
  return discovered(await readProject(files), terraformDiscoverer).resources.map(({ address, file, attributes, observed }) => ({
    address,
    file,
    attributes,
    ...(observed === undefined ? {} : { observed }),
  }));
}

describe("states of Terraform", () => {
  it("fill in what the configuration leaves open, and what it says stands", async () => {
    const files = {
      "infra/main.tf": 'variable "name" {}\nresource "aws_s3_bucket" "rows" {\n  bucket = var.name\n  force_destroy = true\n}\n',
      "infra/terraform.tfstate": state(bucket({ bucket: "rows-1", force_destroy: false, arn: "arn:aws:s3:::rows-1", acl: null, tags: [] })),
    };
    expect(await resources(files)).toEqual([
      {
        address: "aws_s3_bucket.rows",
        file: "infra/main.tf",
        attributes: { bucket: "rows-1", force_destroy: true, arn: "arn:aws:s3:::rows-1" },
      },
    ]);
  });

  it("hold resources that no configuration declares, as observed ones", async () => {
    const files = {
      "a/terraform.tfstate": state(
        bucket({ bucket: "x", arn: "arn:aws:sqs:eu-west-1:111122223333:q" }, { module: 'module.m["a"]' }),
        bucket({ bucket: "k" }, {}, { index_key: "k" }),
      ),
    };
    expect(await resources(files)).toMatchObject([
      { address: 'module.m["a"].aws_s3_bucket.rows', observed: { account: "111122223333", region: "eu-west-1" } },
      { address: "aws_s3_bucket.rows", observed: { account: "", region: "" } },
    ]);
  });

  it("lose their secrets in the reader", async () => {
    const text = state(
      {
        mode: "managed",
        type: "aws_db_instance",
        name: "db",
        instances: [
          {
            attributes: {
              username: "kim",
              password: "hush-2",
              nested: [{ secret_key: "hush-3", plain: "seen" }],
              options: { deep: "hush-4" },
            },
            sensitive_attributes: [
              [
                { type: "get_attr", value: "options" },
                { type: "get_attr", value: "deep" },
              ],
              [
                { type: "get_attr", value: "gone" },
                { type: "index", value: { value: 0, type: "number" } },
              ],
            ],
          },
        ],
      },
      { mode: "managed", type: "random_password", name: "p", instances: [{ attributes: { result: "hush-5", id: "hush-6" } }] },
    );
    const project = await readProject({ "terraform.tfstate": text, "terraform.tfstate.backup": text });
    expect(JSON.stringify(project)).not.toContain("hush");
    expect(JSON.stringify(discovered(project, terraformDiscoverer).resources)).toContain('"plain":"seen"');
  });

  it.each([
    ["another version", '{"version": 3, "modules": []}'],
    ["no state", "[]"],
    ["broken", '{"version": 4, "resources": [{"type": "aws_s3_bucket", "name": 1'],
    ["odd instances", '{"version": 4, "resources": [{"type": "t", "name": "n", "instances": {"a": 1}}, 7, null]}'],
  ])("%s: no resources", async (_, text) => {
    expect(await resources({ "terraform.tfstate": text })).toEqual([]);
  });

  it("of a workspace are those of the root above", async () => {
    const files = {
      "main.tf": 'resource "aws_s3_bucket" "rows" {\n  bucket = uuid()\n}\n',
      "terraform.tfstate.d/prod/terraform.tfstate": state(bucket({ bucket: "rows-prod" })),
    };
    expect(await resources(files)).toMatchObject([{ file: "main.tf", attributes: { bucket: "rows-prod" } }]);
  });
});
