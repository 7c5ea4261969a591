import { describe, expect, it } from "vitest";
import { discovered, projectOf } from "../testing/project-of.ts";
import { composeDiscoverer } from "./index.ts";

const run = (files: { readonly [path: string]: string }) => discovered(projectOf(files), composeDiscoverer);

describe("composeDiscoverer", () => {
  const result = run({
    "docker-compose.yml":
      "services:\n  llm:\n    image: vllm/vllm-openai:v0.9.0\n    command: --model meta-llama/Llama-3.1-8B-Instruct --port 8000 --trust-remote-code\n  db:\n    image: qdrant/qdrant:${QDRANT:-v1.9}\n  api:\n    build: ./api\n    env_file: api/.env\n    environment:\n      - OPENAI_API_BASE=http://llm:8000/v1\n      - QDRANT_URL=http://db:6333\n      - OPENAI_API_KEY\n  cache:\n    image: redis:7\n",
    "api/Dockerfile": "FROM python:3.12\n",
    "api/.env": "ANTHROPIC_MODEL=claude-sonnet-4-5\n",
  });

  it("knows model servers and vector stores by image, models by flags", () => {
    expect(result.edges()).toEqual(
      expect.arrayContaining([
        "endpoint llm -serves-> model meta-llama/Llama-3.1-8B-Instruct",
        "model meta-llama/Llama-3.1-8B-Instruct -served_by-> ai-service vllm",
        "vector-store qdrant -uses_image-> container-image qdrant/qdrant:v1.9",
      ]),
    );
    expect(result.assets.find(({ kind }) => kind === "model")?.identity.purl).toBe("pkg:huggingface/meta-llama/Llama-3.1-8B-Instruct");
    expect(result.assets.find(({ kind }) => kind === "endpoint")?.attributes?.["flags"]).toEqual({
      "--model": "meta-llama/Llama-3.1-8B-Instruct",
      "--port": "8000",
      "--trust-remote-code": true,
    });
  });

  it("joins services by the hosts that they name, with build and env files", () => {
    expect(result.edges()).toEqual(
      expect.arrayContaining([
        "compute api -calls-> endpoint llm",
        "compute api -reads-> vector-store qdrant",
        "compute api -calls-> ai-service openai",
        "compute api -authenticated_by-> secret-ref OPENAI_API_KEY",
        "compute api -uses_model-> model claude-sonnet-4-5",
        "compute api -uses_image-> container-image api/Dockerfile",
      ]),
    );
  });

  it("tells of every service as a resource and of nothing for other YAML", () => {
    expect(result.resources.map(({ address, line }) => `${address}:${line}`)).toEqual([
      "services.llm:2",
      "services.db:5",
      "services.api:7",
      "services.cache:14",
    ]);
    expect(run({ "serverless.yml": "services:\n  a: 1\n", "x.yaml": "services: {}\n" }).assets).toEqual([]);
  });

  it("stands odd forms", () => {
    expect(() =>
      run({ "compose.yaml": "services:\n  a:\n  b: []\n  c: {image: [x], command: {a: b}, environment: 5, build: {context: ../../..}}\n" }),
    ).not.toThrow();
  });

  it("hands the command to the entry point", () => {
    const files = {
      "compose.yml":
        "services:\n  llm:\n    image: x\n    entrypoint: python3 -m sglang.launch_server\n    command: --model-path Qwen/Qwen3-8B --port 30000\n",
    };
    expect(discovered(projectOf(files), composeDiscoverer).edges()).toContain("endpoint llm -serves-> model Qwen/Qwen3-8B");
  });

  it("takes a container that pulls models for a client of the server beside it, not for a server", () => {
    const found = run({
      "compose.yaml":
        'services:\n  ollama:\n    image: ollama/ollama:latest\n  pull:\n    image: ollama/ollama:latest\n    entrypoint: /bin/sh\n    command: ["-c", "sleep 3; OLLAMA_HOST=ollama:11434 ollama pull qwen3:8b"]\n  both:\n    image: ollama/ollama:latest\n    entrypoint: sh -c \'ollama serve & sleep 5; ollama pull phi4\'\n',
    });
    expect(found.names()).toEqual(expect.arrayContaining(["compute pull", "endpoint both", "endpoint ollama"]));
    expect(found.names()).not.toContain("endpoint pull");
    expect(found.edges()).toEqual(
      expect.arrayContaining([
        "endpoint ollama -serves-> model qwen3:8b",
        "compute pull -uses_model-> model qwen3:8b",
        "endpoint both -serves-> model phi4",
      ]),
    );
  });
});
