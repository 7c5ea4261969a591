import { describe, expect, it } from "vitest";
import { discovered } from "../testing/project-of.ts";
import { readProject } from "../testing/read-project.ts";
import { importedLibraries } from "./index.ts";

async function librariesOf(files: { readonly [path: string]: string }): Promise<readonly string[]> {
  return discovered(await readProject(files), importedLibraries).names();
}

describe("imported-libraries", () => {
  it("lists AI and ML libraries that no manifest names", async () => {
    const code = "import os\nimport numpy as np\nimport torch.nn as nn\nfrom sklearn.svm import SVC\nfrom google import genai\n";
    expect(await librariesOf({ "train.py": code })).toEqual(["library google-genai", "library scikit-learn", "library torch"]);
  });
  it("sees imports inside of functions and in notebooks", async () => {
    const notebook = JSON.stringify({
      cells: [{ cell_type: "code", source: "!pip install -q xgboost\nimport xgboost\nimport tiktoken", metadata: {}, outputs: [] }],
      metadata: { kernelspec: { language: "python", name: "python3" } },
      nbformat: 4,
      nbformat_minor: 5,
    });
    const code = "def load():\n    from transformers import pipeline\n    return pipeline('ner')\n";
    expect(await librariesOf({ "a.ipynb": notebook, "b.py": code })).toEqual(["library tiktoken", "library transformers"]);
  });
  it("lists what is imported although only the lock file has it", async () => {
    const lock = '[[package]]\nname = "langchain"\nversion = "1.0.0"\n\n[[package]]\nname = "langchain-core"\nversion = "1.0.0"\n';
    const code = "from langchain_core.messages import HumanMessage\nfrom langchain.agents import create_agent\n";
    const manifest = '[project]\nname = "x"\ndependencies = ["langchain"]\n';

    expect(await librariesOf({ "pyproject.toml": manifest, "poetry.lock": lock, "a.py": code })).toEqual(["library langchain-core"]);
    expect(await librariesOf({ "poetry.lock": lock, "a.py": code })).toEqual([]);
  });
  it("leaves out what a manifest names in any way, and modules of the project's own", async () => {
    expect(
      await librariesOf({
        "requirements.txt": "tensorflow-cpu\nazure-ai-ml\nopencv-python-headless\n",
        "train.py": "import tensorflow as tf\nfrom azure.ai.ml import MLClient\nimport cv2\nimport evaluate\nfrom . import torch\n",
        "evaluate.py": "import tensorflow\n",
      }),
    ).toEqual([]);
  });
  it("does not take the folder around a file for what the file imports", async () => {
    expect(
      await librariesOf({
        "src/app/__init__.py": "",
        "src/app/tensorflow/train.py": "import tensorflow as tf\nimport app\n",
        "datasets/__init__.py": "",
        "fit.py": "import datasets\n",
      }),
    ).toEqual(["library tensorflow"]);
  });
});
