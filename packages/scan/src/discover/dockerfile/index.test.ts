import { describe, expect, it } from "vitest";
import { discovered, projectOf } from "../testing/project-of.ts";
import { dockerfileDiscoverer } from "./index.ts";

describe("dockerfileDiscoverer", () => {
  it("names what an image is built from, through its stages", () => {
    const result = discovered(
      projectOf({
        "app/Dockerfile":
          "FROM node:22 AS web\nFROM vllm/vllm-openai:v1 AS base\nENV OPENAI_API_KEY=x EMPTY_API_KEY=\nFROM base\nUSER app\nEXPOSE 8000\nCMD vllm serve m\n",
      }),
      dockerfileDiscoverer,
    );
    expect(result.edges()).toEqual([
      "container-image app/Dockerfile -authenticated_by-> secret-ref OPENAI_API_KEY",
      "container-image app/Dockerfile -built_from-> container-image vllm/vllm-openai:v1",
      "container-image app/Dockerfile -calls-> ai-service openai",
    ]);
    expect(result.assets[0]?.attributes).toEqual({ stages: 3, user: "app", command: "vllm serve m", ports: "8000" });
    expect(JSON.stringify(result.resources)).not.toContain('"x"');
  });

  it("has no base in scratch", () => {
    expect(discovered(projectOf({ Dockerfile: "FROM scratch\n" }), dockerfileDiscoverer).edges()).toEqual([]);
  });
});
