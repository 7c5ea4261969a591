import { describe, expect, it } from "vitest";
import { discovered, projectOf } from "../testing/project-of.ts";
import { modelPackagesDiscoverer } from "./index.ts";

const run = (files: { readonly [path: string]: string }) => discovered(projectOf(files), modelPackagesDiscoverer);

describe("modelPackagesDiscoverer", () => {
  it("reads Modelfiles", () => {
    expect(run({ "m/Modelfile": "FROM llama3.2\nADAPTER ../lora.gguf\nSYSTEM You are kind.\n" }).edges()).toEqual([
      "model m -derived_from-> model llama3.2",
      "model m -has_prompt-> prompt m system",
      "model m -loads-> adapter lora.gguf",
      "model m -served_by-> ai-service ollama",
    ]);
    expect(run({ "m/Modelfile": "FROM ./w.gguf\n" }).edges()).toContain("model m -materialised_as-> model-file m/w.gguf");
  });

  it("reads Triton, Cog and BentoML", () => {
    expect(run({ "r/fraud/config.pbtxt": 'backend: "onnxruntime"\ninput [ { name: "x" } ]\n' }).names()).toEqual([
      "ai-service triton",
      "model fraud",
    ]);
    expect(run({ "cog.yaml": "image: r8.im/x/y\npredict: predict.py:Predictor\n" }).names()).toEqual(["endpoint r8.im/x/y"]);
    expect(run({ "bentofile.yaml": "service: service:Svc\nmodels:\n  - fraud:latest\n" }).edges()).toEqual([
      "endpoint service:Svc -serves-> model fraud:latest",
    ]);
  });
});
