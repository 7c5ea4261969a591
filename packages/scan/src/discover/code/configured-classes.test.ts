import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

const CONFIG = '{"arch": {"type": "SmallNet", "args": {}}, "data_loader": {"type": "Digits"}, "optimizer": {"type": "Adam"}}';
const MODEL = `
  import torch.nn as nn
  from base import BaseModel
  class SmallNet(BaseModel):
      def forward(self, x):
          return x
  class OtherNet(BaseModel):
      pass
  class MaskedCrossEntropy(nn.Module):
      pass
`;
const SOURCES = {
  "config.json": CONFIG,
  "base/__init__.py": `
  from abc import abstractmethod
  import torch.nn as nn
  class BaseModel(nn.Module):
      @abstractmethod
      def forward(self, x):
          raise NotImplementedError
  class BaseTrainer:
      def __init__(self, model, optimizer, config):
          self.model = model
          self.optimizer = optimizer
          self.config = config
`,
  "model.py": MODEL,
  "data.py": `
  from torchvision import datasets
  class Digits:
      def __init__(self):
          self.rows = datasets.MNIST("data")
`,
  "parse.py": `
  class Config:
      def __init__(self, content):
          self.content = content
      @classmethod
      def from_args(cls, args):
          return cls(args)
      def make(self, name, module, *args):
          return getattr(module, self.content[name]["type"])(*args)
`,
  "trainer.py": `
  from base import BaseTrainer
  class Trainer(BaseTrainer):
      def __init__(self, model, optimizer, config, loader):
          super().__init__(model, optimizer, config)
          self.loader = loader
      def epoch(self):
          for rows in self.loader:
              self.optimizer.step()
`,
  "train.py": `
  import sys
  import torch
  import data, model
  from parse import Config
  from trainer import Trainer
  def main(config):
      loader = config.make("data_loader", data)
      network = config.make("arch", model)
      optimizer = config.make("optimizer", torch.optim, network.parameters())
      Trainer(network, optimizer, config, loader).epoch()
  main(Config.from_args(sys.argv))
`,
  "test.py": `
  import sys
  import torch
  import data, model
  from parse import Config
  def main(config):
      network = config.make("arch", model)
      network.load_state_dict(torch.load("saved/best.pth"))
      network.eval()
      with torch.no_grad():
          for rows in config.make("data_loader", data):
              print(network(rows))
  main(Config.from_args(sys.argv))
`,
};

describe("classes that a configuration names", () => {
  testFound([
    [
      "are made where code asks a module for them; the loop stands in a class of its own",
      SOURCES,
      [
        "model SmallNet",
        "training-run trainer -trains_on-> dataset MNIST",
        "training-run trainer -produces-> model SmallNet",
        "evaluation-run test -validates_on-> dataset MNIST",
        "evaluation-run test -uses_model-> model SmallNet",
        "evaluation-run test -loads-> model-file saved/best.pth",
      ],
      ["model BaseModel", "model MaskedCrossEntropy", "training-run trainer -produces-> model OtherNet", "evaluation-run train"],
    ],
    [
      "are not guessed where the module has several and nothing names them",
      { ...SOURCES, "config.json": "{}" },
      [],
      ["training-run trainer -produces-> model SmallNet", "training-run trainer -produces-> model OtherNet"],
    ],
    [
      "of a library name nothing by themselves",
      `
      import sys
      import torchvision.models as models
      network = getattr(models, sys.argv[1])(pretrained=True)`,
      [],
      ["model getattr", "model __any__", "model network"],
    ],
  ]);
});
