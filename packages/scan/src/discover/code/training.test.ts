import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

describe("runs, their data and what they leave", () => {
  testFound([
    [
      "options of the program are values where they have a default",
      `
      import argparse
      import pandas as pd
      from sklearn.ensemble import RandomForestClassifier
      import joblib

      def main(arguments):
          table = pd.read_csv(arguments.train_data)
          model = RandomForestClassifier(n_estimators=10)
          model.fit(table.drop(columns=["y"]), table["y"])
          joblib.dump(model, arguments.out)

      parser = argparse.ArgumentParser()
      parser.add_argument("--train-data", default="data/train.csv")
      parser.add_argument("--out", default="models/forest.joblib")
      main(parser.parse_args())
    `,
      [
        "training-run main -trains_on-> dataset data/train.csv",
        "training-run main -produces-> model RandomForestClassifier",
        "model RandomForestClassifier -materialised_as-> model-file models/forest.joblib",
        "training-run main -produces-> model-file models/forest.joblib",
      ],
    ],
    [
      "keys of a configuration file are followed",
      {
        "params.yaml": "data:\n  features: data/features.parquet\n",
        "train.py": `
        import yaml
        import pandas as pd
        import xgboost as xgb

        def load():
            with open("params.yaml") as file:
                return yaml.safe_load(file)

        matrix = xgb.DMatrix(pd.read_parquet(load()["data"]["features"]))
        booster = xgb.train({}, matrix)
        booster.save_model("model.ubj")
      `,
      },
      ["training-run train -trains_on-> dataset data/features.parquet", "model Booster -materialised_as-> model-file model.ubj"],
    ],
    [
      "a pickle is data or weights as its name says",
      `
      import pickle
      from sklearn.metrics import accuracy_score

      with open("features/test.pkl", "rb") as file:
          test = pickle.load(file)
      with open("model.pkl", "rb") as file:
          model = pickle.load(file)
      print(accuracy_score(test["y"], model.predict(test["x"])))
    `,
      ["evaluation-run main -validates_on-> dataset features/test.pkl", "evaluation-run main -loads-> model-file model.pkl"],
      ["dataset model.pkl"],
    ],
    [
      "measures in a training script are part of its run",
      `
      import pandas as pd
      from sklearn.linear_model import LogisticRegression
      from sklearn.metrics import accuracy_score
      table = pd.read_csv("data/a.csv")
      model = LogisticRegression().fit(table[["x"]], table["y"])
      print(accuracy_score(table["y"], model.predict(table[["x"]])))
    `,
      ["training-run main -trains_on-> dataset data/a.csv"],
      ["evaluation-run main"],
    ],
    [
      "a loop of one's own trains what it makes on what its data set reads",
      `
      import pandas as pd
      import torch
      from torch import nn
      from torch.utils.data import DataLoader, Dataset

      class Rows(Dataset):
          def __init__(self):
              self.table = pd.read_csv("data/rows.csv")

      class Layer(nn.Module):
          pass

      class Net(nn.Module):
          def __init__(self):
              super().__init__()
              self.layer = Layer()

      def main():
          net = Net()
          optimizer = torch.optim.Adam(net.parameters())
          for batch in DataLoader(Rows()):
              net(batch).backward()
              optimizer.step()
          torch.save(net.state_dict(), "net.pt")

      main()
    `,
      [
        "training-run main -trains_on-> dataset data/rows.csv",
        "training-run main -produces-> model Net",
        "training-run main -produces-> model-file net.pt",
      ],
      ["model Layer"],
    ],
    [
      "Hydra composes the configuration and makes the objects",
      {
        "configs/train.yaml": "defaults:\n  - data: mnist\n  - model: net\n",
        "configs/data/mnist.yaml": "_target_: src.data.MnistModule\n",
        "configs/model/net.yaml": "_target_: src.net.LitNet\n",
        "src/data.py": `
        from lightning import LightningDataModule
        from torchvision.datasets import MNIST

        class MnistModule(LightningDataModule):
            def prepare_data(self):
                MNIST("data", download=True)
      `,
        "src/net.py": `
        from lightning import LightningModule

        class LitNet(LightningModule):
            pass
      `,
        "train.py": `
        import hydra
        from lightning import Trainer

        @hydra.main(config_path="configs", config_name="train")
        def main(cfg):
            Trainer().fit(model=hydra.utils.instantiate(cfg.model), datamodule=hydra.utils.instantiate(cfg.data))

        main()
      `,
      },
      ["training-run train -trains_on-> dataset MNIST", "training-run train -produces-> model LitNet"],
    ],
    [
      "fine-tuning with an adapter",
      `
      from datasets import load_dataset
      from peft import LoraConfig, get_peft_model
      from transformers import AutoModelForCausalLM, Trainer, TrainingArguments

      model = AutoModelForCausalLM.from_pretrained("org/base-7b", revision="abc")
      model = get_peft_model(model, LoraConfig(r=8))
      data = load_dataset("org/instructions")
      trainer = Trainer(model=model, train_dataset=data["train"], args=TrainingArguments(output_dir="out", report_to="wandb"))
      trainer.train()
      model.save_pretrained("out/adapter")
    `,
      [
        "training-run main -trains_on-> dataset org/instructions",
        "training-run main -logs_to-> experiment-tracker wandb",
        "adapter lora-adapter -adapter_of-> model org/base-7b",
        "adapter lora-adapter -materialised_as-> model-file out/adapter",
      ],
      ["model org/base-7b -materialised_as-> model-file out/adapter"],
    ],
    [
      "a query names its tables, not what it calls its parts",
      `
      import pandas as pd
      import sklearn
      rows = pd.read_sql("with recent as (select extract(day from at) from sales.orders) select * from recent join crm.people using (id)", connection)
    `,
      ["dataset sales.orders", "dataset crm.people"],
      ["dataset recent", "dataset at"],
    ],
    [
      "a registered model comes from what was logged",
      `
      import mlflow
      from sklearn.linear_model import ElasticNet
      model = ElasticNet()
      mlflow.sklearn.log_model(model, "model", registered_model_name="wine")
      other = mlflow.pyfunc.load_model("models:/wine@champion")
    `,
      ["model wine -derived_from-> model ElasticNet", "model wine -registered_in-> model-registry mlflow"],
      ["model wine@champion"],
    ],
  ]);
});
