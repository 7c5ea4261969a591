import { describe, expect, it } from "vitest";
import { belongsTo, requireEnvironment } from "./environment-name.ts";
import { renderCharts } from "./helm/render-charts.ts";
import { kubernetesDiscoverer } from "./kubernetes/index.ts";
import { terraformDiscoverer } from "./terraform/index.ts";
import { discovered, projectOf } from "./testing/project-of.ts";

const OPEN =
  'variable "public" { default = true }\nresource "aws_db_instance" "d" {\n  publicly_accessible = var.public\n  name = terraform.workspace\n}\n';

describe("--env", () => {
  it.each([
    ["prod.tfvars", true],
    ["prod.auto.tfvars", true],
    ["env/prod.tfvars", true],
    ["environments/prod/terraform.tfvars", true],
    ["dev.tfvars", false],
    ["env/dev.tfvars", false],
    ["other/prod.tfvars", false],
    ["environments/prod/deeper/x.tfvars", false],
    ["values-prod.yaml", true],
    ["values/prod.yaml", true],
    ["values.yaml", false],
  ])("%s: %s", (path, belongs) => {
    expect(belongsTo("prod", "", path)).toBe(belongs);
    expect(belongsTo("prod", "infra", `infra/${path}`)).toBe(belongs);
    expect(belongsTo("prod", "infra", path)).toBe(false);
  });

  it("picks variables files and the workspace", () => {
    const project = projectOf({
      "main.tf": OPEN,
      "dev.tfvars": "public = true\n",
      "prod.tfvars": "public = false\n",
      "terraform.tfvars": "public = true\n",
    });
    const attributes = discovered({ ...project, environment: "prod" }, terraformDiscoverer).resources[0]?.attributes;
    expect(attributes).toMatchObject({ publicly_accessible: false, name: "prod" });
    expect(discovered({ ...project, environment: "dev" }, terraformDiscoverer).resources[0]?.attributes).toMatchObject({
      publicly_accessible: true,
    });
  });

  it("lays the chart's values of the environment over its own", () => {
    const project = projectOf({
      "Chart.yaml": "name: c\n",
      "values.yaml": "size: small\nkeep: yes\n",
      "values-prod.yaml": "size: large\n",
      "templates/service.yaml": "apiVersion: v1\nkind: Service\nmetadata:\n  name: s-{{ .Values.size }}-{{ .Values.keep }}\n",
    });
    const named = (environment?: string): string | undefined =>
      discovered(renderCharts(environment === undefined ? project : { ...project, environment }), kubernetesDiscoverer).resources[0]
        ?.address;
    expect(named()).toBe("Service/s-small-yes");
    expect(named("prod")).toBe("Service/s-large-yes");
  });

  it("judges the overlays of the environment only", () => {
    const project = projectOf({
      "base/kustomization.yaml": "resources: [s.yaml]\n",
      "base/s.yaml": "apiVersion: v1\nkind: Service\nmetadata: {name: s}\n",
      "overlays/dev/kustomization.yaml": "resources: [../../base]\nnamespace: dev\n",
      "overlays/prod/kustomization.yaml": "resources: [../../base]\nnamespace: prod\n",
    });
    const roots = discovered({ ...project, environment: "prod" }, kubernetesDiscoverer).resources.map(({ root }) => root);
    expect(roots).toEqual(["overlays/prod"]);
  });

  it("refuses a name that nothing bears", () => {
    const project = projectOf({ "main.tf": OPEN, "env/prod.tfvars": "public = false\n" });
    expect(() => requireEnvironment({ ...project, environment: "prdo" })).toThrow(/--env prdo/);
    expect(() => requireEnvironment({ ...project, environment: "prod" })).not.toThrow();
  });
});

describe("modules of others", () => {
  it("are read where terraform init put them, with the own call as caller; they are no roots", () => {
    const { resources, unresolved } = discovered(
      projectOf({
        "main.tf": 'module "db" {\n  source = "someone/db/aws"\n  open = true\n}\n',
        ".terraform/modules/modules.json":
          '{"Modules":[{"Key":"","Dir":"."},{"Key":"db","Source":"registry.terraform.io/someone/db/aws","Dir":".terraform/modules/db"},{"Key":"db.inner","Dir":".terraform/modules/db/inner"}]}',
        ".terraform/modules/db/main.tf": 'variable "open" {}\nmodule "inner" {\n  source = "./inner"\n  open = var.open\n}\n',
        ".terraform/modules/db/inner/main.tf":
          'variable "open" {}\nresource "aws_db_instance" "d" {\n  publicly_accessible = var.open\n}\n',
        ".terraform/modules/db/examples/x/main.tf": 'resource "aws_db_instance" "not" {}\n',
      }),
      terraformDiscoverer,
    );
    expect(unresolved).toEqual([]);
    expect(resources).toHaveLength(1);
    expect(resources[0]).toMatchObject({
      address: "module.db.module.inner.aws_db_instance.d",
      file: ".terraform/modules/db/inner/main.tf",
      attributes: { publicly_accessible: true },
      caller: { file: "main.tf", line: 1 },
    });
  });
});
