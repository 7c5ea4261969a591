import { describe, expect, it } from "vitest";
import { castellan, project, scanJson } from "./castellan.ts";

const MODULE =
  'variable "name" {}\nvariable "acl" {}\nresource "aws_s3_bucket" "b" {\n  bucket = var.name\n  acl    = var.acl\n}\nresource "aws_sagemaker_model" "m" {\n  name = var.name\n}\n';
const call = (comment: string): string =>
  `locals {\n  stores = { train = "private", share = "public-read" }\n}\n${comment}module "store" {\n  source   = "./m"\n  for_each = local.stores\n  name     = "llm-${"$"}{each.key}"\n  acl      = each.value\n}\n`;

const findings = (comment: string) =>
  scanJson(
    castellan(["scan", project({ "main.tf": call(comment), "m/main.tf": MODULE }), "--format", "json", "--fail-on", "none"]),
  ).findings.filter(({ rule }) => rule === "bucket-open");

describe("findings in modules that for_each repeats", () => {
  it("are of the instance, and say which call brings it", () => {
    const found = findings("");
    expect(found.map(({ location }) => location.resource)).toEqual(['module.store["share"].aws_s3_bucket.b']);
    expect(found[0]?.evidence).toContainEqual(expect.objectContaining({ file: "main.tf", line: 4 }));
    expect(found[0]?.suppressed).toBeUndefined();
  });

  it("are suppressed by castellan-ignore at the call, and by nothing that names another rule", () => {
    expect(findings("# castellan-ignore: bucket-open shared on purpose\n")[0]?.suppressed).toMatchObject({
      by: "inline",
      reason: "shared on purpose",
    });
    expect(findings("# castellan-ignore: bucket-unversioned shared on purpose\n")[0]?.suppressed).toBeUndefined();
  });
});
