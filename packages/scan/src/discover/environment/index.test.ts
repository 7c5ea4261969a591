import { describe, expect, it } from "vitest";
import { projectOf } from "../testing/project-of.ts";
import { collectEnvironment } from "./index.ts";

const table = (files: { readonly [path: string]: string }) => collectEnvironment(projectOf(files));
const values = (files: { readonly [path: string]: string }, name: string, near?: string) =>
  table(files)
    .lookup(name, 0, near)
    .map(({ value, file, line, sample }) => [value, `${file}:${line}`, sample]);

describe("collectEnvironment", () => {
  it("reads .env files; examples are samples, placeholders are nothing", () => {
    const files = { ".env": "MODEL=gpt-4o\nKEY=\n", ".env.example": "MODEL=gpt-4.1\nKEY=<your key>\nOTHER=your-key-here\n" };
    expect(values(files, "MODEL")).toEqual([
      ["gpt-4o", ".env:1", false],
      ["gpt-4.1", ".env.example:1", true],
    ]);
    expect(values(files, "KEY")).toEqual([]);
    expect(values(files, "OTHER")).toEqual([]);
  });

  it("reads CloudFormation and SAM with their parameters put in", () => {
    const template =
      "Parameters:\n  ModelId:\n    Type: String\n    Default: amazon.nova-lite-v1:0\nResources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Environment:\n        Variables:\n          MODEL_ID: !Ref ModelId\n          BUCKET: !Ref Bucket\n  T:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ContainerDefinitions:\n        - Name: a\n          Environment:\n            - Name: EMBED_MODEL\n              Value: amazon.titan-embed-text-v2:0\n";
    const files = { "template.yaml": template };

    expect(values(files, "MODEL_ID").map(([value]) => value)).toEqual(["amazon.nova-lite-v1:0"]);
    expect(values(files, "EMBED_MODEL").map(([value]) => value)).toEqual(["amazon.titan-embed-text-v2:0"]);
    expect(values(files, "BUCKET")).toEqual([]);
  });

  it("puts the nearest first", () => {
    const files = { "a/.env": "M=a", "b/.env": "M=b" };
    expect(values(files, "M", "b/src/x.py")[0]?.[0]).toBe("b");
    expect(values(files, "M", "a/x.py")[0]?.[0]).toBe("a");
  });

  it("reads Compose, manifests, workflows and functions", () => {
    expect(
      values({ "compose.yaml": "services:\n  a:\n    image: x\n    environment:\n      M: ${M:-gpt-4o}\n      N: ${N}\n" }, "M"),
    ).toEqual([["gpt-4o", "compose.yaml:5", true]]);
    expect(values({ "compose.yaml": "services:\n  a:\n    image: x\n    environment:\n      - M=gpt-4o\n" }, "M")).toEqual([
      ["gpt-4o", "compose.yaml:5", false],
    ]);
    expect(
      values(
        {
          "d.yaml":
            "kind: Deployment\nspec:\n  containers:\n    - env:\n        - name: M\n          value: m1\n        - name: S\n          valueFrom: {}\n",
        },
        "M",
      ),
    ).toEqual([["m1", "d.yaml:6", false]]);
    expect(values({ "c.yaml": "kind: ConfigMap\ndata:\n  M: m2\n  file.txt: x\n" }, "M")).toEqual([["m2", "c.yaml:3", false]]);
    expect(values({ ".github/workflows/x.yml": "env:\n  M: m3\n  S: ${{ secrets.S }}\n" }, "M")).toEqual([
      ["m3", ".github/workflows/x.yml:2", false],
    ]);
    expect(values({ ".github/workflows/x.yml": "env:\n  S: ${{ secrets.S }}\n" }, "S")).toEqual([]);
  });

  it("reads Dockerfiles, shell scripts and azd parameter files", () => {
    expect(values({ Dockerfile: "FROM a\nARG V=1\nENV M=m-$V\n" }, "M")).toEqual([["m-1", "Dockerfile:3", false]]);
    expect(values({ "run.sh": "export M=${M:-m5}\nQ=$(date)\n" }, "M")).toEqual([["m5", "run.sh:1", true]]);
    expect(values({ "main.parameters.json": '{"parameters": {"m": {"value": "${AZURE_MODEL=gpt-5}"}}}' }, "AZURE_MODEL")).toEqual([
      ["gpt-5", "main.parameters.json:1", true],
    ]);
  });

  it("reads Terraform environments with variables of the folder, and Bicep ones", () => {
    const files = {
      "m.tf":
        'variable "m" { default = "nova" }\nlocals { n = "${var.m}-x" }\nresource "aws_lambda_function" "f" {\n  environment {\n    variables = { MODEL = local.n }\n  }\n}\n',
      "p.tfvars": 'region = "eu"\n',
    };
    expect(values(files, "MODEL")).toEqual([["nova-x", "m.tf:5", true]]);
    expect(values(files, "TF_VAR_region")).toEqual([["eu", "p.tfvars:1", false]]);
    expect(values({ "w.bicep": "param m string = 'gpt'\nvar e = [\n  { name: 'MODEL'\n value: m }\n]\n" }, "MODEL")).toEqual([
      ["gpt", "w.bicep:4", true],
    ]);
  });

  it("puts values of a Helm chart into its templates", () => {
    const files = {
      "c/Chart.yaml": "name: c\n",
      "c/values.yaml": "llm:\n  model: gpt-4o\n",
      "c/templates/d.yaml":
        'kind: Deployment\nspec:\n  containers:\n    - env:\n        - name: M\n          value: {{ .Values.llm.model | quote }}\n        - name: N\n          value: {{ include "x" . }}\n',
    };
    expect(values(files, "M")).toEqual([["gpt-4o", "c/templates/d.yaml:6", true]]);
    expect(values(files, "N")).toEqual([]);
  });

  it("lists its names, sorted", () => expect(table({ ".env": "B=1\nA=2\nB=3" }).names).toEqual(["A", "B"]));
});
