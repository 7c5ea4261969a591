import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

describe("frameworks that serve models", () => {
  testFound([
    [
      "Cog: what the methods of a predictor load is what its endpoint serves",
      `
from cog import BasePredictor, Path
from diffusers import DiffusionPipeline

class Predictor(BasePredictor):
    def setup(self):
        self.pipe = DiffusionPipeline.from_pretrained("Tongyi-MAI/Z-Image-Turbo")

    def predict(self, prompt: str) -> Path:
        return self.pipe(prompt=prompt).images[0]
`,
      ["endpoint Predictor -serves-> model Tongyi-MAI/Z-Image-Turbo"],
    ],
    [
      "BentoML: a service of a template, its model given by pyproject.toml",
      {
        "llm/pyproject.toml": '[project]\nname = "llm"\n[tool.bentoml.build.args]\nname = "gpt-oss"\nmodel_id = "openai/gpt-oss-20b"\n',
        "llm/service.py": `
import bentoml
import pydantic

class Arguments(pydantic.BaseModel):
    name: str = "llama"
    model_id: str = "meta-llama/Llama-3.1-8B-Instruct"

arguments = bentoml.use_arguments(Arguments)

@bentoml.service(name=arguments.name)
class LLM:
    weights = bentoml.models.HuggingFaceModel(arguments.model_id)
`,
      },
      ["deployment gpt-oss -deploys-> model openai/gpt-oss-20b"],
      ["model meta-llama/Llama-3.1-8B-Instruct", "model gpt-oss-20b"],
    ],
    [
      "KServe and RunPod: classes and handlers",
      {
        "model.py": `
import kserve
from transformers import pipeline

class Sentiment(kserve.Model):
    def load(self):
        self.pipe = pipeline("sentiment-analysis", model="distilbert/distilbert-base-uncased-finetuned-sst-2-english")
    def predict(self, payload, headers=None):
        return self.pipe(payload["text"])
`,
        "worker.py": `
import runpod
from sentence_transformers import SentenceTransformer

encoder = SentenceTransformer("BAAI/bge-m3")

def handler(job):
    return encoder.encode(job["input"]["text"]).tolist()

runpod.serverless.start({"handler": handler})
`,
      },
      [
        "endpoint Sentiment -serves-> model distilbert/distilbert-base-uncased-finetuned-sst-2-english",
        "endpoint worker -serves-> model BAAI/bge-m3",
      ],
    ],
  ]);
});
