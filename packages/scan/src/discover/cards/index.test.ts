import { describe, expect, it } from "vitest";
import { licences } from "../licences/index.ts";
import { discovered } from "../testing/project-of.ts";
import { readProject } from "../testing/read-project.ts";
import { cards } from "./index.ts";

const MIT =
  "MIT License\n\nPermission is hereby granted, free of charge, to any person obtaining a copy of this software\nThe above copyright notice and this permission notice shall be included in all copies\n";

describe("cards and licences", () => {
  it("draws what a model card states", async () => {
    const found = discovered(
      await readProject({
        "m/README.md":
          "---\nlicense: apache-2.0\nbase_model: org/base\nbase_model_relation: quantized\ndatasets: [org/set]\npipeline_tag: text-generation\n---\n# Fraud\n## Training data\n`data/train.csv` and `s3://b/k.csv`\n",
        "m/data/train.csv": "a,b\n1,2\n",
        "README.md": "# App\n## Training data\n`data/x.csv`\n",
        "set/README.md": "---\npretty_name: Claims\ntask_categories: [x]\nlicense: llama3\n---\n",
      }),
      cards,
    );
    expect(found.edges()).toEqual([
      "dataset Claims -licensed_under-> licence llama3",
      "model Fraud -licensed_under-> licence Apache-2.0",
      "model Fraud -quantised_from-> model org/base",
      "model Fraud -trains_on-> dataset m/data/train.csv",
      "model Fraud -trains_on-> dataset org/set",
      "model Fraud -trains_on-> dataset s3://b/k.csv",
    ]);
    expect(found.relations.every(({ strength, evidence }) => strength === "stated" && evidence[0]?.technique === "card")).toBe(true);
  });
  it("licenses a model by the text beside it", async () => {
    const found = discovered(
      await readProject({ LICENSE: MIT, "m/LICENSE": MIT, "m/config.json": '{"architectures": ["BertModel"]}', "n/LICENSE": "mine" }),
      licences,
    );
    expect(found.edges()).toEqual(["model m -licensed_under-> licence MIT"]);
    expect(found.names()).toEqual(["licence MIT", "model m"]);
  });
});
