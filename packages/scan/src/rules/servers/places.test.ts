import { beforeAll, describe, expect, it } from "vitest";
import { principalsOf } from "../../access/aws/principals.ts";
import { isCommitted } from "../secret-committed/secrets.ts";
import { inventoryOf, WARM_UP_TIME, warmUp } from "../testing/project-from.ts";
import { vulnerableAiInfrastructure } from "../vulnerable-ai-infrastructure/index.ts";

beforeAll(warmUp, WARM_UP_TIME);

type Files = { readonly [path: string]: string };
const found = async (files: Files): Promise<readonly string[]> =>
  vulnerableAiInfrastructure
    .check(await inventoryOf(files))
    .findings.map(({ location }) => `${location.file}:${location.line} ${location.resource ?? ""}`.trim());
const compose = (tag: string): string => `services:\n  llm:\n    image: ollama/ollama:${tag}\n`;

describe("images in versions with known holes", () => {
  it("are told at each place that names them", async () => {
    const files = { "a/compose.yaml": compose("0.1.30"), "b/compose.yaml": compose("0.1.30"), "c/compose.yaml": compose("0.18.1") };
    expect((await found(files)).map((place) => place.slice(0, 14))).toEqual(["a/compose.yaml", "b/compose.yaml"]);
  });

  it("stand in the last stage of a Dockerfile, through stages of the same file", async () => {
    const old = "FROM ollama/ollama:0.1.30";
    expect(await found({ Dockerfile: `${old} AS base\nFROM base\nCMD ["serve"]\n` })).toEqual(["Dockerfile:1 FROM"]);
    expect(await found({ Dockerfile: `${old} AS build\nFROM python:3.13-slim\n` })).toEqual([]);
    expect(await found({ Dockerfile: "FROM ollama/ollama:0.18.1\n" })).toEqual([]);
    expect(await found({ Dockerfile: "FROM ollama/ollama\n" })).toEqual([]);
  });

  it("stand in what a cloud, a machine and systemd start", async () => {
    const task = (tag: string): string =>
      `resource "aws_ecs_task_definition" "t" {\n  family = "t"\n  container_definitions = jsonencode([{ name = "o", image = "ollama/ollama:${tag}" }])\n}\n`;
    expect(await found({ "main.tf": task("0.1.30") })).toHaveLength(1);
    expect(await found({ "main.tf": task("0.18.1") })).toEqual([]);
    const unit = (tag: string): string => `[Service]\nExecStart=/usr/bin/docker run -p 11434:11434 ollama/ollama:${tag}\n`;
    expect(await found({ "o.service": unit("0.1.30") })).toHaveLength(1);
    expect(await found({ "o.service": unit("0.18.1") })).toEqual([]);
  });
});

describe("files that are deployed", () => {
  it("takes template.yaml for no sample", async () => {
    const { project } = await inventoryOf({ "template.yaml": "a: 1\n", "template.yml": "a: 1\n", "secrets.template.yaml": "a: 1\n" });
    expect(project.files.filter(isCommitted).map(({ path }) => path)).toEqual(["template.yaml", "template.yml"]);
  });
});

describe("policies that AWS manages", () => {
  it.each([
    ["!Sub 'arn:${AWS::Partition}:iam::aws:policy/AdministratorAccess'", true],
    ["!Join ['', ['arn:', !Ref 'AWS::Partition', ':iam::aws:policy/AdministratorAccess']]", true],
    ["!Sub 'arn:${AWS::Partition}:iam::111122223333:policy/AdministratorAccess'", false],
  ])("%s", async (arn, administrator) => {
    const role = `Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {Service: sagemaker.amazonaws.com}, Action: 'sts:AssumeRole'}]}\n      ManagedPolicyArns:\n        - ${arn}\n`;
    const principals = principalsOf((await inventoryOf({ "t.yaml": role })).resources);
    expect(principals).toHaveLength(1);
    expect(principals.some(({ identity }) => identity.length > 0)).toBe(administrator);
  });
});
