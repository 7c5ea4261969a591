import { describe, expect, it } from "vitest";
import { discovered, projectOf } from "../testing/project-of.ts";
import { platformManifests } from "./index.ts";

const run = (files: { readonly [path: string]: string }) => discovered(projectOf(files), platformManifests);

describe("platformManifests", () => {
  it("reads what Truss packs", () => {
    const result = run({
      "llm/config.yaml":
        "model_name: Llama\nresources: { accelerator: A100 }\nmodel_cache: [{ repo_id: meta-llama/Llama-3.1-8B }]\nbase_image: { image: 'base:1' }\nsecrets: { hf_access_token: null }\n",
      "server/config.yaml":
        "model_name: Qwen\nresources: {}\nbase_image: { image: 'vllm/vllm-openai:v1' }\ndocker_server: { start_command: 'sh -c \"vllm serve Qwen/Qwen3-8B\"' }\n",
      "app/config.yaml": "model_name: gpt-4o\nresources: 3\n",
    });
    expect(result.edges()).toEqual(
      expect.arrayContaining([
        "endpoint Llama -serves-> model meta-llama/Llama-3.1-8B",
        "endpoint Llama -uses_image-> container-image base:1",
        "endpoint Llama -authenticated_by-> secret-ref hf_access_token",
        "endpoint Qwen -serves-> model Qwen/Qwen3-8B",
      ]),
    );
    expect(result.names()).not.toContain("endpoint gpt-4o");
  });

  it("reads bindings of Workers", () => {
    const result = run({
      "wrangler.toml":
        'name = "worker"\n[ai]\nbinding = "AI"\n[[vectorize]]\nbinding = "V"\nindex_name = "docs"\n[vars]\nMODEL = "@cf/meta/llama-3.1-8b-instruct"\nOTHER = "x"\n',
      "plain/wrangler.json": '{"name": "plain"}',
    });
    expect(result.edges()).toEqual([
      "application worker -calls-> ai-service cloudflare-workers-ai",
      "application worker -reads-> vector-store docs",
      "application worker -uses_model-> model @cf/meta/llama-3.1-8b-instruct",
      "model @cf/meta/llama-3.1-8b-instruct -served_by-> ai-service cloudflare-workers-ai",
    ]);
    expect(result.names()).not.toContain("application plain");
  });

  it("reads processes of Fly and units of systemd", () => {
    const result = run({
      "fly.toml":
        'app = "acme"\n[build]\nimage = "vllm/vllm-openai:v1"\n[env]\nOPENAI_MODEL = "gpt-4o"\n[processes]\napp = "vllm serve Qwen/Qwen3-4B"\n',
      "deploy/llm.service":
        '[Unit]\nDescription=x\n[Service]\nEnvironment="HF_TOKEN=abc"\nExecStart=/opt/bin/vllm serve Qwen/Qwen3-8B --port 1\n',
      "deploy/empty.service": "[Service]\nExecStart=\n",
    });
    expect(result.edges()).toEqual(
      expect.arrayContaining([
        "endpoint acme -serves-> model Qwen/Qwen3-4B",
        "endpoint acme -uses_model-> model gpt-4o",
        "endpoint llm -serves-> model Qwen/Qwen3-8B",
        "endpoint llm -authenticated_by-> secret-ref HF_TOKEN",
      ]),
    );
  });

  it("reads models of Compose", () => {
    expect(
      run({
        "compose.yaml":
          "services: { app: { image: a, models: [llm] } }\nmodels:\n  llm: { model: ai/smollm2 }\n  other: { model: '${X}' }\n  bad: 3\n",
      }).edges(),
    ).toEqual(["model ai/smollm2 -served_by-> ai-service docker-model-runner"]);
  });
});
