import { describe, expect, it } from "vitest";
import { discovered } from "../testing/project-of.ts";
import { readProject } from "../testing/read-project.ts";
import { huggingfaceRepository } from "./index.ts";

describe("huggingface-repository", () => {
  it("draws model, configuration, custom code, weights and origin", async () => {
    const found = discovered(
      await readProject({
        "m/config.json": JSON.stringify({
          model_type: "fancy",
          architectures: ["FancyForCausalLM"],
          hidden_size: 8,
          auto_map: { AutoModel: "modeling_fancy.FancyModel", AutoConfig: "org/repo--conf.FancyConfig" },
          _name_or_path: "org/base",
        }),
        "m/modeling_fancy.py": "class FancyModel: pass\n",
        "m/model.safetensors": "x",
        "m/tokenizer_config.json": '{"chat_template": "{{x}}"}',
      }),
      huggingfaceRepository,
    );
    expect(found.edges()).toEqual([
      "model m -derived_from-> model org/base",
      "model m -loads_code-> custom-code m/modeling_fancy.py",
      "model m -loads_code-> custom-code org/repo/conf.py",
      "model m -materialised_as-> model-file m/model.safetensors",
      "model m -uses_config-> model-config m/config.json",
    ]);
    expect(found.assets.find(({ name }) => name === "m")?.attributes).toMatchObject({
      chatTemplate: true,
      remoteCode: true,
      architecture: "FancyForCausalLM",
    });
  });
  it("draws adapters", async () => {
    const found = discovered(
      await readProject({
        "lora/adapter_config.json": '{"base_model_name_or_path": "org/base", "peft_type": "LORA", "r": 8, "revision": "abc"}',
      }),
      huggingfaceRepository,
    );
    expect(found.edges()).toEqual(["adapter lora -adapter_of-> model org/base"]);
    expect(found.assets.find(({ kind }) => kind === "model")?.identity.purl).toBe("pkg:huggingface/org/base@abc");
  });
  it("leaves other configuration alone", async () => {
    expect(
      discovered(
        await readProject({
          "config.json": '{"model_type": "x"}',
          "a/config.json": '{"architectures": ["x86_64"]}',
          "b/config.json": "[1]",
          "model_index.json": "{}",
          "c/adapter_config.json": "{}",
        }),
        huggingfaceRepository,
      ).assets,
    ).toEqual([]);
  });
});
