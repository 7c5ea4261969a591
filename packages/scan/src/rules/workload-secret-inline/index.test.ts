import { beforeAll, describe, expect, it } from "vitest";
import { judged, WARM_UP_TIME, warmUp } from "../testing/project-from.ts";
import { workloadSecretInline } from "./index.ts";

beforeAll(warmUp, WARM_UP_TIME);

const AI = { "m.py": 'from transformers import AutoModel\nmodel = AutoModel.from_pretrained("acme/model")\n' };
const TOKEN = "vk9f2Kq81LmZx47RtVw03Bn";
const run = async (files: { readonly [path: string]: string }, ai = true) =>
  (await judged({ files: { ...(ai ? AI : {}), ...files } }, [workloadSecretInline])).findings.map(
    ({ location }) => `${location.resource ?? "-"} ${location.line ?? 0}`,
  );
const lambda = (value: string): string =>
  `resource "aws_lambda_function" "answer" {\n  function_name = "answer"\n  environment {\n    variables = {\n      STORE_API_KEY = ${value}\n    }\n  }\n}\n`;

describe("workload-secret-inline", () => {
  it("finds tokens of functions, tasks, services and apps in Terraform", async () => {
    expect(await run({ "a.tf": lambda(`"${TOKEN}"`) })).toEqual(["aws_lambda_function.answer 5"]);
    expect(
      await run({
        "a.tf": `resource "aws_ecs_task_definition" "llm" {\n  family = "llm"\n  container_definitions = jsonencode([{ name = "s", image = "acme/s:1", environment = [{ name = "HF_TOKEN", value = "${TOKEN}" }] }])\n}\n`,
      }),
    ).toEqual(["aws_ecs_task_definition.llm 3"]);
    expect(
      await run({
        "a.tf": `resource "google_cloud_run_v2_service" "llm" {\n  name = "llm"\n  template {\n    containers {\n      image = "acme/s:1"\n      env {\n        name  = "HF_TOKEN"\n        value = "${TOKEN}"\n      }\n    }\n  }\n}\nresource "azurerm_linux_web_app" "web" {\n  app_settings = { OPENAI_API_KEY = "${TOKEN}" }\n}\n`,
      }),
    ).toEqual(["google_cloud_run_v2_service.llm 1", "azurerm_linux_web_app.web 14"]);
  });

  it("finds them in templates and in custom resources of Kubernetes", async () => {
    expect(
      await run({
        "t.yaml": `Resources:\n  Answer:\n    Type: AWS::Serverless::Function\n    Properties:\n      Environment:\n        Variables:\n          PINECONE_API_KEY: ${TOKEN}\n`,
      }),
    ).toEqual(["Answer 7"]);
    expect(
      await run({
        "k.yaml": `apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nmetadata:\n  name: llama\nspec:\n  predictor:\n    model:\n      env:\n        - name: HF_TOKEN\n          value: ${TOKEN}\n`,
      }),
    ).toEqual([expect.stringMatching(/^InferenceService\/llama /)]);
  });

  it("is quiet about references, blanks, other variables, and projects without AI", async () => {
    for (const value of ["var.key", "aws_secretsmanager_secret_version.key.secret_string", '"<your-key>"', '"changeme"', '""'])
      expect(await run({ "a.tf": lambda(value) })).toEqual([]);
    expect(await run({ "a.tf": lambda(`"${TOKEN}"`).replace("STORE_API_KEY", "STORE_BUCKET") })).toEqual([]);
    expect(await run({ "a.tf": lambda(`"${TOKEN}"`) }, false)).toEqual([]);
    expect(
      await run({
        "t.yaml":
          "Resources:\n  A:\n    Type: AWS::Lambda::Function\n    Properties:\n      Environment:\n        Variables:\n          STORE_API_KEY: '{{resolve:secretsmanager:store:SecretString:key9f2Kq81Lm}}'\n          OTHER_API_KEY: !Ref Key\n",
      }),
    ).toEqual([]);
  });

  it("survives odd shapes", async () => {
    expect(await run({ "a.tf": 'resource "aws_ecs_task_definition" "x" {\n  container_definitions = "[{"\n}\n' })).toEqual([]);
    expect(await run({ "a.tf": 'resource "aws_lambda_function" "x" {\n  environment = ["A_TOKEN", 3, null]\n}\n' })).toEqual([]);
  });
});
