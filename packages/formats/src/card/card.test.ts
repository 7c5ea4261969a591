import { describe, expect, it } from "vitest";
import { readCard, splitFrontMatter } from "./index.ts";

describe("readCard", () => {
  it("reads Hugging Face front matter and the body's statements", () => {
    const text = `---
license: apache-2.0
base_model: meta-llama/Llama-3.1-8B
datasets:
  - org/instruct
tags: [x]
---
# Fraud model

## Training data
Rows of \`data/train.csv\` and https://huggingface.co/datasets/acme/fraud.

| file | rows |
|---|---|
| \`data/extra.parquet\` | 5 |

## Use
Compare with \`data/other.csv\`.
- **Finetuned from model:** [mistralai/Mistral-7B](https://huggingface.co/mistralai/Mistral-7B)
\`\`\`
Base model: not/this
\`\`\`
`;
    const card = readCard("README.md", text);
    expect(card).toMatchObject({ subject: "model", title: "Fraud model", licence: "apache-2.0" });
    expect(card.baseModels).toEqual([
      { id: "meta-llama/Llama-3.1-8B", line: 3 },
      { id: "mistralai/Mistral-7B", line: 19 },
    ]);
    expect(card.datasets).toEqual([
      { id: "org/instruct", line: 5 },
      { id: "data/train.csv", line: 11 },
      { id: "acme/fraud", line: 11 },
      { id: "data/extra.parquet", line: 15 },
    ]);
    expect(card.sections.map(({ title, line }) => `${title} ${line}`)).toEqual(["Fraud model 8", "Training data 10", "Use 17"]);
  });
  it("takes no evidence from a plain README", () => {
    const card = readCard(
      "README.md",
      "# App\n## Training data\nWe use `data/train.csv`.\nBase model: `meta-llama/Llama-3`\nLicense: MIT\n",
    );
    expect(card).toMatchObject({ subject: "unknown", baseModels: [], datasets: [] });
    expect(card.licence).toBeUndefined();
  });
  it("knows data cards", () => {
    expect(
      readCard(
        "README.md",
        "---\ntask_categories: [text-classification]\nlicense: cc-by-4.0\nsource_datasets:\n- original\n- org/a\n---\n",
      ),
    ).toMatchObject({ subject: "dataset", licence: "cc-by-4.0", datasets: [{ id: "org/a" }] });
    expect(readCard("DATASHEET.md", "# x").subject).toBe("dataset");
    expect(readCard("MODEL_CARD.md", "- Licence: MIT\n- Base model: `org/base`\n- Trained on: data/a.csv\n")).toMatchObject({
      subject: "model",
      licence: "MIT",
      baseModels: [{ id: "org/base", line: 2 }],
      datasets: [{ id: "data/a.csv", line: 3 }],
    });
  });
  it("leaves broken front matter out", () => {
    expect(splitFrontMatter("---\na: [\n---\nbody").body).toBe("body");
    expect(splitFrontMatter("no front").body).toBe("no front");
    expect(readCard("README.md", "---\n\0\n---\n").subject).toBe("unknown");
  });
});
