import { expect, it } from "vitest";
import { discovered, projectOf } from "../testing/project-of.ts";
import { terraformDiscoverer } from "./index.ts";

const MODULE = 'resource "aws_s3_bucket" "b" {\n}\n';
const call = (name: string, more: string, source = "./m"): string => `module "${name}" {\n  source = "${source}"\n  ${more}\n}\n`;

function told(files: Readonly<Record<string, string>>): readonly string[] {
  return discovered(projectOf(files), terraformDiscoverer).unresolved.map(({ what, file, line }) => `${file}:${line} ${what}`);
}

it.each([
  ["count = 51", ["main.tf:1 module a makes 51 instances, of which 50 were looked at"]],
  ["for_each = toset([for n in range(60) : tostring(n)])", ["main.tf:1 module a makes 60 instances, of which 50 were looked at"]],
  ["count = 50", []],
  ["count = 1", []],
  ["count = 0", []],
  ["count = -3", []],
  ["count = var.unknown", []],
  ["", []],
])("a call with %s", (more, expected) => {
  expect(told({ "main.tf": call("a", more), "m/main.tf": MODULE })).toEqual(expected);
});

it("calls that fan out beyond what a root may hold", () => {
  const files = {
    "main.tf": call("outer", "count = 20", "./n"),
    "n/main.tf": call("inner", "count = 40", "../m"),
    "m/main.tf": MODULE,
  };
  expect(told(files)).toEqual(["n/main.tf:1 module inner makes 40 instances, of which 1 stands for all"]);
});
