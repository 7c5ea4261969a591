import { testFound } from "./testing/found.ts";

const MODELS = `
  import torch.nn as nn
  from transformers import BertModel

  class Tagger(nn.Module):
      def __init__(self, base):
          super().__init__()
          self.base = base

      @classmethod
      def load(cls, path):
          return cls(BertModel.from_pretrained("org/base"))
`;

const RAY = `
  import torch
  from ray.air.integrations.mlflow import MLflowLoggerCallback
  from ray.train import RunConfig
  from ray.train.torch import TorchTrainer
  from transformers import BertModel
  from models import Tagger

  def step(model, optimizer):
      optimizer.step()

  def loop(config):
      model = Tagger(BertModel.from_pretrained("org/base"))
      step(model, torch.optim.Adam(model.parameters()))

  def main():
      trainer = TorchTrainer(train_loop_per_worker=loop, run_config=RunConfig(callbacks=[MLflowLoggerCallback()]))
      trainer.fit()

  main()
`;

const EVALUATE = `
  import pandas as pd
  import typer
  from sklearn.metrics import f1_score
  from models import Tagger

  app = typer.Typer()

  def measure(y, p):
      return f1_score(y, p)

  @app.command()
  def run():
      held_out = pd.read_csv("data/held_out.csv")
      model = Tagger.load("x.pt")
      return measure(held_out["y"], model(held_out))

  if __name__ == "__main__":
      app()
`;

const BENCHMARK = `
  import pandas as pd
  from sklearn.metrics import accuracy_score

  examples = pd.read_csv("data/examples.csv")
  rows = pd.read_csv("data/rows.csv")
  accuracy_score(rows["y"], predict(rows["x"], examples))
`;

testFound([
  [
    "a trainer that is given its loop trains what the loop makes, from what the loop takes, and logs where its callbacks say",
    { "train.py": RAY, "models.py": MODELS },
    [
      "training-run train -produces-> model Tagger",
      "training-run train -fine_tunes-> model org/base",
      "training-run train -logs_to-> experiment-tracker mlflow",
    ],
  ],
  [
    "a command that measures is an evaluation of the class that it loads, on what it reads",
    { "evaluate.py": EVALUATE, "models.py": MODELS, "data/held_out.csv": "y\n1\n" },
    ["evaluation-run evaluate -uses_model-> model Tagger", "evaluation-run evaluate -validates_on-> dataset data/held_out.csv"],
  ],
  [
    "an evaluation that names its data works on no other",
    { "bench.py": BENCHMARK },
    ["evaluation-run bench -validates_on-> dataset data/rows.csv"],
    ["evaluation-run bench -validates_on-> dataset data/examples.csv"],
  ],
]);
