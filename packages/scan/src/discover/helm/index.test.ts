import { describe, expect, it } from "vitest";
import { discovered, projectOf } from "../testing/project-of.ts";
import { helmDiscoverer } from "./index.ts";

describe("helmDiscoverer", () => {
  it("sees images, models and keys in values at any depth", () => {
    const result = discovered(
      projectOf({
        "deploy/values.yaml":
          "vectordb:\n  image:\n    registry: docker.io\n    repository: qdrant/qdrant\n    tag: v1\nllm:\n  image: vllm/vllm-openai:v1\n  args: [--model, org/model]\nweb:\n  image: nginx:1\n",
      }),
      helmDiscoverer,
    );
    expect(result.edges()).toEqual(
      expect.arrayContaining([
        "endpoint llm -serves-> model org/model",
        "vector-store qdrant -uses_image-> container-image docker.io/qdrant/qdrant:v1",
      ]),
    );
    expect(result.names().join()).not.toContain("nginx");
    expect(result.assets.find(({ kind }) => kind === "endpoint")?.occurrences[0]).toMatchObject({ resource: "llm", line: 7 });
  });
});
