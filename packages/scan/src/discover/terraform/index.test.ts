import { describe, expect, it } from "vitest";
import { discovered, projectOf } from "../testing/project-of.ts";
import { terraformDiscoverer } from "./index.ts";

const run = (files: { readonly [path: string]: string }) => discovered(projectOf(files), terraformDiscoverer);
const attributes = (files: { readonly [path: string]: string }, address: string) =>
  run(files).resources.find((resource) => resource.address === address)?.attributes;

describe("terraformDiscoverer", () => {
  it("follows variables, tfvars, locals and functions to literals", () => {
    const files = {
      "main.tf":
        'variable "env" {}\nvariable "model" { default = "amazon.nova-lite-v1:0" }\nlocals {\n  name = format("%s-%s", upper(var.env), "x")\n}\nresource "aws_s3_bucket" "b" {\n  bucket = "${local.name}-data"\n  tags = merge({ a = 1 }, { b = [for i in range(2) : i] })\n}\n',
      "terraform.tfvars": 'env = "prod"\n',
    };
    expect(attributes(files, "aws_s3_bucket.b")).toEqual({ bucket: "PROD-x-data", tags: { a: 1, b: [0, 1] } });
  });

  it("spreads f(list...), gathers k => v... by key, and asks a list, not its items, after .*", () => {
    const files = {
      "main.tf":
        'locals {\n  parts = ["a", "b"]\n  users = { kim = "dev", lee = "dev", ann = "ops" }\n  all = [{ n = "x" }, { n = "y" }]\n}\nresource "aws_s3_bucket" "b" {\n  bucket = join("-", concat(local.parts...), var.more...)\n  prefix = format("%s/%s", local.parts...)\n  tags = { for name, team in local.users : team => name... }\n  first = local.all.*.n[0]\n  heads = local.all[*].n\n}\n',
    };
    expect(attributes(files, "aws_s3_bucket.b")).toMatchObject({
      bucket: expect.stringContaining("${"),
      prefix: "a/b",
      tags: { dev: ["kim", "lee"], ops: ["ann"] },
      first: "x",
      heads: ["x", "y"],
    });
  });

  it("draws an agent with model, role, prompt, tool and guardrail, at the place of the literal", () => {
    const result = run({
      "a.tf":
        'resource "aws_iam_role" "r" { name = "agent-role" }\nresource "aws_bedrockagent_agent" "a" {\n  agent_name = "ops"\n  agent_resource_role_arn = aws_iam_role.r.arn\n  foundation_model = var.model\n  instruction = "You help."\n  guardrail_configuration {\n    guardrail_identifier = aws_bedrock_guardrail.g.guardrail_id\n  }\n}\nresource "aws_bedrock_guardrail" "g" { name = "strict" }\nresource "aws_bedrockagent_agent_action_group" "t" {\n  action_group_name = "Inventory"\n  agent_id = aws_bedrockagent_agent.a.agent_id\n  action_group_executor {\n    lambda = aws_lambda_function.f.arn\n  }\n}\nresource "aws_lambda_function" "f" { function_name = "inv" }\n',
      "v.tf": 'variable "model" {\n  default = "anthropic.claude-v2"\n}\n',
    });
    expect(result.edges()).toEqual(
      expect.arrayContaining([
        "agent ops -runs_as-> identity agent-role",
        "agent ops -uses_model-> model anthropic.claude-v2",
        "agent ops -protected_by-> guardrail strict",
        "agent ops -has_prompt-> prompt a instruction",
        "agent ops -uses_tool-> tool Inventory",
        "tool Inventory -calls-> compute inv",
        "model anthropic.claude-v2 -served_by-> ai-service bedrock",
      ]),
    );
    expect(result.assets.find(({ kind }) => kind === "model")?.occurrences[0]).toMatchObject({
      file: "v.tf",
      line: 2,
      resource: "aws_bedrockagent_agent.a",
    });
  });

  it("goes through local modules, by the caller's arguments and the module's outputs", () => {
    const result = run({
      "main.tf":
        'module "llm" {\n  source = "./modules/llm"\n  model = "amazon.titan-text-express-v1"\n  role = aws_iam_role.r.arn\n}\nresource "aws_iam_role" "r" { name = "r" }\nresource "aws_bedrockagent_agent_alias" "live" {\n  agent_alias_name = "live"\n  agent_id = module.llm.id\n}\n',
      "modules/llm/main.tf":
        'variable "model" {}\nvariable "role" { default = null }\nresource "aws_bedrockagent_agent" "this" {\n  agent_name = "helper"\n  foundation_model = var.model\n  agent_resource_role_arn = var.role\n}\noutput "id" { value = aws_bedrockagent_agent.this.agent_id }\n',
    });
    expect(result.resources.map(({ address }) => address)).toContain("module.llm.aws_bedrockagent_agent.this");
    expect(result.edges()).toEqual(
      expect.arrayContaining([
        "agent helper -runs_as-> identity r",
        "endpoint live -exposes-> agent helper",
        "agent helper -uses_model-> model amazon.titan-text-express-v1",
      ]),
    );
    const agent = result.assets.find(({ kind }) => kind === "agent");
    expect(agent?.occurrences.map(({ file, line }) => `${file}:${line}`)).toEqual(["modules/llm/main.tf:3", "main.tf:1"]);
    expect(result.assets.filter(({ kind }) => kind === "agent")).toHaveLength(1);
  });

  it("makes an instance of a module for each known key and number, and one with open keys otherwise", () => {
    const result = run({
      "main.tf":
        'locals { stores = { train = "private", share = "public-read" } }\nmodule "store" {\n  source = "./m"\n  for_each = local.stores\n  name = "x-${each.key}"\n  acl = each.value\n}\nmodule "two" {\n  source = "./m"\n  count = 2\n  name = "y-${count.index}"\n  acl = "private"\n}\nmodule "open" {\n  source = "./m"\n  for_each = var.keys\n  name = each.key\n  acl = each.value.acl\n}\nmodule "none" {\n  source = "./m"\n  for_each = toset([])\n  name = "n"\n  acl = "private"\n}\nresource "aws_sagemaker_model" "m" {\n  one = module.store["share"].id\n  all = module.two[*].id\n  second = module.two[1].id\n  missing = module.store["gone"].id\n}\n',
      "m/main.tf":
        'variable "name" {}\nvariable "acl" {}\nresource "aws_s3_bucket" "b" {\n  bucket = var.name\n  acl = var.acl\n}\noutput "id" { value = aws_s3_bucket.b.bucket }\n',
    });
    expect(
      result.resources
        .map(
          ({ address, caller, attributes }) =>
            `${address} ${String(caller?.line)} ${String(attributes["bucket"])} ${String(attributes["acl"])}`,
        )
        .sort(),
    ).toEqual([
      "aws_sagemaker_model.m undefined undefined undefined",
      "module.open.aws_s3_bucket.b 14 ${each.key} ${each.value.acl}",
      'module.store["share"].aws_s3_bucket.b 2 x-share public-read',
      'module.store["train"].aws_s3_bucket.b 2 x-train private',
      "module.two[0].aws_s3_bucket.b 8 y-0 private",
      "module.two[1].aws_s3_bucket.b 8 y-1 private",
    ]);
    expect(result.resources.find(({ address }) => address === "aws_sagemaker_model.m")?.attributes).toMatchObject({
      one: "x-share",
      all: ["y-0", "y-1"],
      second: "y-1",
      missing: expect.stringContaining("${"),
    });
  });

  it("bounds modules that multiply, and for_each that needs its own module", () => {
    const call = (name: string, source: string): string =>
      `module "${name}" {\n  source = "${source}"\n  for_each = toset([for i in range(40) : "k${"$"}{i}"])\n}\n`;
    const { resources } = run({
      "main.tf": `${call("a", "./a")}module "self" {\n  source = "./c"\n  for_each = module.self\n}\n`,
      "a/main.tf": call("b", "../b"),
      "b/main.tf": call("c", "../c"),
      "c/main.tf": 'resource "t_t" "t" {}\n',
    });
    expect(resources.length).toBeGreaterThan(40);
    expect(resources.length).toBeLessThan(400);
  });

  it("leaves out what count turns off, and marks what a default turns off in a module of its own", () => {
    const files = {
      "main.tf":
        'variable "on" { default = false }\nresource "aws_sagemaker_endpoint" "never" {\n  count = 0\n  name = "never"\n}\nresource "aws_sagemaker_endpoint" "maybe" {\n  count = var.on ? 1 : 0\n  name = "maybe"\n}\nresource "aws_sagemaker_endpoint" "yes" { name = "yes" }\n',
    };
    const endpoints = run(files).assets.filter(({ kind }) => kind === "endpoint");
    expect(endpoints.map(({ name, attributes }) => [name, attributes?.["conditional"] ?? false])).toEqual([
      ["maybe", true],
      ["yes", false],
    ]);
  });

  it("knows what roles of Google Cloud give access to", () => {
    const found = run({
      "main.tf":
        'resource "google_service_account" "hook" { account_id = "hook-sa" }\nresource "google_project_iam_member" "hook" {\n  member = google_service_account.hook.member\n  for_each = toset(["roles/aiplatform.user", "roles/datastore.user"])\n  role = each.key\n}\nresource "google_cloudfunctions2_function" "hook" {\n  name = "hook"\n  service_config {\n    service_account_email = google_service_account.hook.email\n  }\n}\n',
    });

    expect(found.edges()).toEqual(
      expect.arrayContaining(["compute hook -runs_as-> identity hook-sa", "identity hook-sa -can_access-> ai-service vertex-ai"]),
    );
  });

  it("follows a model of SageMaker to the hub, its image and its token, and claims no call", () => {
    const found = run({
      "main.tf":
        'variable "id" { default = "bert-base-uncased" }\ndata "aws_sagemaker_prebuilt_ecr_image" "image" { repository_name = "huggingface-pytorch-inference" }\nresource "aws_sagemaker_model" "m" {\n  name = "bert"\n  primary_container {\n    image = data.aws_sagemaker_prebuilt_ecr_image.image.registry_path\n    environment = {\n      HF_MODEL_ID = var.id\n      HF_API_TOKEN = var.token\n    }\n  }\n}\n',
    });

    expect(found.edges()).toEqual([
      "model bert -authenticated_by-> secret-ref HF_API_TOKEN",
      "model bert -derived_from-> model bert-base-uncased",
      "model bert -uses_image-> container-image huggingface-pytorch-inference",
    ]);
  });

  it("knows the folder of the code that a function runs, and the bucket that it is given", () => {
    const found = run({
      "infra/main.tf":
        'data "archive_file" "z" {\n  source_dir = abspath("${path.module}/../fn")\n  output_path = "fn.zip"\n}\nresource "google_storage_bucket" "out" { name = "out-${var.project}" }\nresource "google_storage_bucket_object" "o" {\n  name = "x/${data.archive_file.z.output_base64sha256}.zip"\n  bucket = google_storage_bucket.out.name\n  source = data.archive_file.z.output_path\n}\nresource "google_cloudfunctions2_function" "hook" {\n  name = "hook"\n  build_config {\n    source {\n      storage_source { object = google_storage_bucket_object.o.name }\n    }\n  }\n  service_config {\n    environment_variables = { OUTPUT_BUCKET = google_storage_bucket.out.name }\n  }\n}\nresource "aws_lambda_function" "zip" {\n  function_name = "zip"\n  filename = "built.zip"\n}\n',
    });

    expect(found.assets.find(({ name }) => name === "hook")?.attributes?.["code"]).toBe("fn");
    expect(found.assets.find(({ name }) => name === "zip")?.attributes?.["code"]).toBeUndefined();
    expect(found.edges()).toEqual(["compute hook -reads-> storage out"]);
  });

  it("makes one asset for each key of for_each", () => {
    const result = run({
      "main.tf":
        'variable "d" { default = { chat = "gpt-4o", embed = "text-embedding-3-large" } }\nresource "azurerm_cognitive_deployment" "d" {\n  for_each = var.d\n  name = each.key\n  model {\n    format = "OpenAI"\n    name = each.value\n  }\n}\n',
    });
    expect(result.edges()).toEqual(
      expect.arrayContaining([
        "deployed-model chat -deploys-> model gpt-4o",
        "deployed-model embed -deploys-> model text-embedding-3-large",
      ]),
    );
    expect(result.resources).toHaveLength(1);
  });

  it("joins endpoint, configuration, model, image and bucket of SageMaker", () => {
    const result = run({
      "main.tf":
        'resource "aws_s3_bucket" "m" { bucket = "weights" }\nresource "aws_sagemaker_model" "m" {\n  name = "fraud"\n  execution_role_arn = aws_iam_role.r.arn\n  primary_container {\n    image = "1.dkr.ecr.eu-west-1.amazonaws.com/fraud:1"\n    model_data_url = "s3://${aws_s3_bucket.m.bucket}/m.tar.gz"\n  }\n}\nresource "aws_iam_role" "r" { name = "r" }\nresource "aws_sagemaker_endpoint_configuration" "c" {\n  name = "c"\n  production_variants {\n    model_name = aws_sagemaker_model.m.name\n  }\n}\nresource "aws_sagemaker_endpoint" "e" {\n  name = "live"\n  endpoint_config_name = aws_sagemaker_endpoint_configuration.c.name\n}\n',
    });
    expect(result.edges()).toEqual(
      expect.arrayContaining([
        "endpoint live -serves-> model fraud",
        "endpoint live -uses_config-> endpoint-config c",
        "endpoint-config c -deploys-> model fraud",
        "model fraud -stored_in-> storage weights",
        "model fraud -runs_as-> identity r",
        "model fraud -uses_image-> container-image 1.dkr.ecr.eu-west-1.amazonaws.com/fraud:1",
      ]),
    );
  });

  it("renders policy documents, and reads access from policies and attachments", () => {
    const files = {
      "main.tf":
        'data "aws_iam_policy_document" "d" {\n  statement {\n    actions = ["s3:GetObject", "bedrock:InvokeModel"]\n    resources = ["${aws_s3_bucket.b.arn}/*"]\n  }\n}\nresource "aws_s3_bucket" "b" { bucket = "train" }\nresource "aws_iam_role" "r" { name = "r" }\nresource "aws_iam_policy" "p" { policy = data.aws_iam_policy_document.d.json }\nresource "aws_iam_role_policy_attachment" "a" {\n  role = aws_iam_role.r.name\n  policy_arn = aws_iam_policy.p.arn\n}\n',
    };
    expect(JSON.parse(String(attributes(files, "aws_iam_policy.p")?.["policy"]))).toEqual({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: ["s3:GetObject", "bedrock:InvokeModel"], Resource: ["${aws_s3_bucket.b.arn}/*"] }],
    });
    expect(run(files).edges()).toEqual(["identity r -can_access-> ai-service bedrock", "identity r -can_access-> storage train"]);
  });

  it("rolls out dynamic blocks and masks secrets", () => {
    expect(
      attributes(
        {
          "main.tf":
            'resource "x_y" "z" {\n  dynamic "rule" {\n    for_each = ["a", "b"]\n    content {\n      name = rule.value\n    }\n  }\n  admin_password = "hunter2hunter2"\n  password_ref = var.p\n}\n',
        },
        "x_y.z",
      ),
    ).toEqual({ rule: [{ name: "a" }, { name: "b" }], admin_password: "********", password_ref: "${var.p}" });
  });

  it("says which modules it could not read", () => {
    expect(run({ "main.tf": 'module "v" {\n  source = "terraform-aws-modules/vpc/aws"\n}\n' }).unresolved).toEqual([
      { what: "module terraform-aws-modules/vpc/aws", file: "main.tf", line: 1, candidates: [] },
    ]);
  });

  it("keeps roots apart", () => {
    const agent = 'resource "aws_bedrockagent_agent" "a" { agent_name = "x" }\n';
    const ids = run({ "one/main.tf": agent, "two/main.tf": agent })
      .assets.filter(({ kind }) => kind === "agent")
      .map(({ identity }) => identity.key);
    expect(new Set(ids).size).toBe(2);
  });

  it("comes to an end on circles and on what doubles", () => {
    const doubling = Array.from(
      { length: 40 },
      (_, index) => `  l${index + 1} = "\${local.l${index}}\${local.l${index}}"\n  m${index + 1} = [local.m${index}, local.m${index}]\n`,
    ).join("");
    const result = run({
      "main.tf": `locals {\n  a = local.b\n  b = local.a\n  l0 = "xx"\n  m0 = ["x"]\n${doubling}}\nmodule "self" { source = "./" }\nmodule "child" { source = "./c" }\nresource "t_t" "t" {\n  a = local.a\n  l = local.l40\n  m = local.m40\n  r = t_t.t.r\n}\n`,
      "c/main.tf": 'module "back" { source = "../" }\n',
    });
    const found = result.resources.find(({ address }) => address === "t_t.t");
    expect(JSON.stringify(found?.attributes).length).toBeLessThan(1_000_000);
  });
});
