import { describe, expect, it } from "vitest";
import { discovered, projectOf } from "../testing/project-of.ts";
import { terraformDiscoverer } from "./index.ts";

const PLAN = {
  format_version: "1.2",
  terraform_version: "1.9.0",
  planned_values: {
    root_module: {
      resources: [
        {
          address: "aws_sagemaker_notebook_instance.n[0]",
          mode: "managed",
          type: "aws_sagemaker_notebook_instance",
          name: "n",
          index: 0,
          values: { name: "n", root_access: "Enabled", kms_key_id: null },
          sensitive_values: {},
        },
      ],
      child_modules: [
        {
          address: 'module.store["eu"]',
          resources: [
            {
              address: 'module.store["eu"].aws_db_instance.d',
              mode: "managed",
              type: "aws_db_instance",
              name: "d",
              values: { password: "hunter2", note: "plain" },
              sensitive_values: { password: true },
            },
          ],
        },
      ],
    },
  },
  resource_changes: [
    {
      address: "aws_sagemaker_notebook_instance.n[0]",
      change: { actions: ["create"], after_unknown: { role_arn: true, arn: true, tags: [false] } },
    },
  ],
  configuration: {
    root_module: {
      resources: [
        {
          address: "aws_sagemaker_notebook_instance.n",
          expressions: { role_arn: { references: ["aws_iam_role.r.arn", "aws_iam_role.r"] } },
        },
      ],
      module_calls: {
        store: {
          module: { resources: [{ address: "aws_db_instance.d", expressions: { kms_key_id: { references: ["aws_kms_key.k.arn"] } } }] },
        },
      },
    },
  },
};

describe("plans of Terraform", () => {
  it("give the addresses of the configuration; what is known after the apply stays open, what is sensitive masked", () => {
    const { resources } = discovered(projectOf({ "plan.json": JSON.stringify(PLAN) }), terraformDiscoverer);
    expect(resources.map(({ address, file }) => `${address} ${file}`).sort()).toEqual([
      "aws_sagemaker_notebook_instance.n plan.json",
      'module.store["eu"].aws_db_instance.d plan.json',
    ]);
    const [notebook] = resources.filter(({ address }) => address.startsWith("aws_sagemaker"));
    expect(notebook?.attributes).toMatchObject({ root_access: "Enabled", role_arn: "${aws_iam_role.r}", arn: "${…known after apply}" });
    expect(notebook?.attributes).not.toHaveProperty("kms_key_id");
    expect(notebook?.references).toEqual({ role_arn: ["aws_iam_role.r"] });
    const [database] = resources.filter(({ address }) => address.startsWith("module."));
    expect(database?.attributes).toMatchObject({ password: "********", note: "plain" });
    expect(database?.references).toEqual({ kms_key_id: ['module.store["eu"].aws_kms_key.k'] });
  });

  it("fill in what the configuration leaves open, and findings stay on the configuration", () => {
    const { resources } = discovered(
      projectOf({
        "main.tf": 'variable "access" {}\nresource "aws_sagemaker_notebook_instance" "n" {\n  count = 1\n  root_access = var.access\n}\n',
        "plan.json": JSON.stringify(PLAN),
      }),
      terraformDiscoverer,
    );
    const notebooks = resources.filter(({ address }) => address === "aws_sagemaker_notebook_instance.n");
    expect(notebooks).toHaveLength(1);
    expect(notebooks[0]).toMatchObject({ file: "main.tf", line: 2, attributes: { root_access: "Enabled" } });
  });

  it("tell the instances of a module whose keys the configuration does not know", () => {
    const child = (key: string, size: string) => ({
      address: `module.store["${key}"]`,
      resources: [
        { address: `module.store["${key}"].aws_db_instance.d`, mode: "managed", type: "aws_db_instance", name: "d", values: { size } },
      ],
    });
    const plan = {
      terraform_version: "1.9.0",
      planned_values: { root_module: { child_modules: [child("eu.module.x", "l"), child("us", "s")] } },
    };
    const configuration = 'variable "keys" {}\nmodule "store" {\n  source = "./m"\n  for_each = var.keys\n}\n';
    const { resources } = discovered(
      projectOf({ "main.tf": configuration, "m/main.tf": 'resource "aws_db_instance" "d" {}\n', "plan.json": JSON.stringify(plan) }),
      terraformDiscoverer,
    );
    expect(resources.map(({ address, file, attributes }) => `${address} ${file} ${String(attributes["size"])}`).sort()).toEqual([
      'module.store["eu.module.x"].aws_db_instance.d m/main.tf l',
      'module.store["us"].aws_db_instance.d m/main.tf s',
    ]);
  });

  it("reads what is there of a plan that is cut off or odd", () => {
    const whole = JSON.stringify(PLAN);
    for (let length = 0; length < whole.length; length += 37)
      expect(() => discovered(projectOf({ "plan.json": whole.slice(0, length) }), terraformDiscoverer)).not.toThrow();
    const odd = {
      terraform_version: 1,
      planned_values: { root_module: { resources: [{}, 5, { type: "a" }], child_modules: [[], { address: 7 }] } },
    };
    expect(discovered(projectOf({ "plan.json": JSON.stringify(odd) }), terraformDiscoverer).resources).toEqual([]);
  });
});
