import { describe, expect, it } from "vitest";
import { discovered, projectOf } from "../testing/project-of.ts";
import { servingFlagsDiscoverer } from "./index.ts";

const edges = (files: { readonly [path: string]: string }) => discovered(projectOf(files), servingFlagsDiscoverer).edges();
const names = (files: { readonly [path: string]: string }) => discovered(projectOf(files), servingFlagsDiscoverer).names();

describe("servingFlagsDiscoverer", () => {
  it.each([
    ["vllm serve mistralai/Mistral-7B-v0.3 --port 1", "endpoint vllm -serves-> model mistralai/Mistral-7B-v0.3"],
    ["python3 -m vllm.entrypoints.openai.api_server --model=Qwen/Qwen2.5-7B", "endpoint vllm -serves-> model Qwen/Qwen2.5-7B"],
    [
      "nohup text-generation-launcher --model-id bigcode/starcoder2-3b &",
      "endpoint text-generation-inference -serves-> model bigcode/starcoder2-3b",
    ],
    ["ollama pull llama3.2:3b", "model llama3.2:3b -served_by-> ai-service ollama"],
    ["exec llama-server -hf ggml-org/gemma-3-1b-it-GGUF", "endpoint llama.cpp -serves-> model ggml-org/gemma-3-1b-it-GGUF"],
    ["litellm --model anthropic/claude-3-haiku", "gateway litellm -serves-> model claude-3-haiku"],
    [
      "docker run --gpus all -p 80:80 ghcr.io/huggingface/text-generation-inference:3 --model-id org/m",
      "endpoint text-generation-inference -serves-> model org/m",
    ],
    ["docker exec -it o ollama run phi3", "model phi3 -served_by-> ai-service ollama"],
    ["python -m sglang.launch_server --model-path deepseek-ai/DeepSeek-R1", "endpoint sglang -serves-> model deepseek-ai/DeepSeek-R1"],
  ])("%s", (command, edge) => expect(edges({ "run.sh": `${command}\n` })).toContain(edge));

  it("reads Dockerfiles, Makefiles, Procfiles and what a shell is given", () => {
    expect(names({ Dockerfile: 'FROM a\nENV M=org/model\nCMD ["sh", "-c", "vllm serve $M"]\n' })).toContain("model org/model");
    expect(names({ Makefile: "M := org/model\nserve:\n\tvllm serve $(M)\n" })).toContain("model org/model");
    expect(names({ Procfile: "web: mlflow server --host 0.0.0.0\n" })).toEqual(["experiment-tracker mlflow"]);
    expect(names({ Dockerfile: "FROM a\nRUN hf download org/weights --local-dir /m\n" })).toEqual(["model org/weights"]);
  });

  it("keeps paths as attributes, hides keys, and makes no model of a variable", () => {
    const [endpoint] = discovered(
      projectOf({ "run.sh": "vllm serve /models/x --api-key abc --host 0.0.0.0\n" }),
      servingFlagsDiscoverer,
    ).assets.filter(({ kind }) => kind === "endpoint");
    expect(endpoint?.attributes).toEqual({
      product: "vllm",
      modelPath: "/models/x",
      host: "0.0.0.0",
      flags: { "--api-key": "********", "--host": "0.0.0.0" },
    });
    expect(names({ "run.sh": 'vllm serve "$1"\n' })).toEqual(["ai-service vllm", "endpoint vllm"]);
  });

  it("takes nothing else for a server", () => {
    expect(names({ "run.sh": "echo vllm serve x\ngrep ollama run\nserve -s build\npython train.py --model bert\n" })).toEqual([]);
  });
});
