import { beforeAll, expect, it } from "vitest";
import { judged, WARM_UP_TIME, warmUp } from "../testing/project-from.ts";
import { terraformStateCommitted } from "./index.ts";

beforeAll(warmUp, WARM_UP_TIME);

const resource = (more: object): string => JSON.stringify({ version: 4, resources: [{ type: "t", name: "n", ...more }] });

it.each([
  ["a backup", "old/terraform.tfstate.backup", resource({ instances: [{ attributes: {} }] }), 1],
  ["version 3", "terraform.tfstate", '{"version": 3, "modules": [{"path": ["root"], "resources": {"aws_s3_bucket.b": {}}}]}', 1],
  ["what init leaves of a backend", ".terraform/terraform.tfstate", '{"version": 3, "backend": {"type": "s3"}}', 0],
  ["no instances", "terraform.tfstate", resource({ instances: [] }), 0],
  ["no state", "terraform.tfstate", "[1, 2]", 0],
  ["not JSON", "terraform.tfstate", "Salted__", 0],
  ["JSON of another name", "state.json", resource({ instances: [{}] }), 0],
])("%s", async (_, path, text, count) => {
  const { findings } = await judged({ files: { [path]: text } }, [terraformStateCommitted]);
  expect(findings).toHaveLength(count);
});

it("counts sensitive attributes and shows none", async () => {
  const text = resource({
    instances: [{ attributes: { password: "hush-9" }, sensitive_attributes: [[{ type: "get_attr", value: "password" }]] }],
  });
  const { findings } = await judged({ files: { "terraform.tfstate": text } }, [terraformStateCommitted]);
  expect(findings[0]?.message).toBe("A Terraform state is kept in the repository; 1 of its attributes are sensitive.");
  expect(JSON.stringify(findings)).not.toContain("hush");
});
