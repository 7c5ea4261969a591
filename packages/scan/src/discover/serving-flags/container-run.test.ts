import { describe, expect, it } from "vitest";
import { containerRun } from "./container-run.ts";

const run = (line: string) => containerRun(line.split(" "));

describe("containerRun", () => {
  it("finds the image behind flags with and without values, and what it is handed", () => {
    expect(run("docker run --gpus all -v a:b -p 1:2 --rm -it vllm/vllm-openai:v1 --model x/y")).toEqual({
      image: "vllm/vllm-openai:v1",
      words: ["--model", "x/y"],
    });
    expect(run("sudo podman container run --network=host ollama/ollama")).toEqual({ image: "ollama/ollama", words: [] });
  });

  it("goes into a container that runs", () => {
    expect(run("docker exec -it ollama ollama pull llama3.2")).toEqual({ words: ["ollama", "pull", "llama3.2"] });
  });

  it.each(["docker build .", "docker", "docker run -d", "echo docker run x"])("makes nothing of %s", (line) =>
    expect(run(line)).toBeUndefined(),
  );
});
