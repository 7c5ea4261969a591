import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

describe("frameworks that train", () => {
  testFound([
    [
      "flax: a state takes gradients, checkpoints are weights",
      `
      import flax.linen as nn
      import tensorflow_datasets as tfds
      from flax.training import checkpoints, train_state
      class Net(nn.Module):
          pass
      def step(state, grads):
          return state.apply_gradients(grads=grads)
      def main():
          rows = tfds.load("mnist")
          state = train_state.TrainState.create(apply_fn=Net().apply, params={}, tx=None)
          for batch in rows:
              state = step(state, batch)
          checkpoints.save_checkpoint("runs/net", state, 1)
      main()`,
      [
        "model Net",
        "training-run main",
        "training-run main -trains_on-> dataset mnist",
        "training-run main -produces-> model-file runs/net",
      ],
    ],
    [
      "fastai: a learner is fitted and exported",
      `
      from fastai.vision.all import *
      dls = ImageDataLoaders.from_folder("data/pets", valid_pct=0.2)
      learn = vision_learner(dls, resnet34)
      learn.fine_tune(3)
      learn.export("models/pets.pkl")`,
      [
        "training-run main -trains_on-> dataset data/pets",
        "training-run main -produces-> model learn",
        "model learn -materialised_as-> model-file models/pets.pkl",
      ],
    ],
    [
      "ultralytics: a detector is fine-tuned on what its data file says",
      `
      from ultralytics import YOLO
      model = YOLO("yolov8n.pt")
      model.train(data="data/signs.yaml", epochs=3)`,
      ["training-run main -fine_tunes-> model yolov8n.pt", "training-run main -trains_on-> dataset data/signs.yaml"],
    ],
    [
      "reinforcement learning: a policy learns and is saved",
      `
      import gymnasium as gym
      from stable_baselines3 import PPO
      policy = PPO("MlpPolicy", gym.make("CartPole-v1"))
      policy.learn(total_timesteps=1000)
      policy.save("models/cartpole.zip")`,
      ["training-run main -produces-> model PPO", "model PPO -materialised_as-> model-file models/cartpole.zip"],
    ],
    [
      "TFX: components are steps of the pipeline that lists them",
      `
      from tfx import v1 as tfx
      def create(root):
          examples = tfx.components.CsvExampleGen(input_base="data/taxi")
          statistics = tfx.components.StatisticsGen(examples=examples.outputs["examples"])
          trainer = tfx.components.Trainer(module_file="taxi/trainer.py", examples=examples.outputs["examples"])
          return tfx.dsl.Pipeline(pipeline_name="taxi", pipeline_root=root, components=[examples, statistics, trainer])`,
      [
        "pipeline taxi -has_step-> pipeline-step Trainer",
        "pipeline-step CsvExampleGen -reads-> dataset data/taxi",
        "pipeline-step StatisticsGen -depends_on-> pipeline-step CsvExampleGen",
        "pipeline-step Trainer -runs-> training-run taxi/trainer.py",
      ],
    ],
    [
      "a store of models and a task that names no model",
      `
      import bentoml
      from transformers import pipeline
      bentoml.sklearn.save_model("iris_clf", object())
      @bentoml.service
      class Desk:
          def __init__(self):
              self.reader = pipeline("summarization")
          @bentoml.api
          def shorten(self, text: str) -> str:
              return self.reader(text)`,
      [
        "model iris_clf -registered_in-> model-registry bentoml",
        "model sshleifer/distilbart-cnn-12-6",
        "endpoint shorten -serves-> model sshleifer/distilbart-cnn-12-6",
      ],
    ],
    [
      "artefacts of Weights & Biases are what their type says",
      `
      import wandb
      run = wandb.init(project="p")
      rows = run.use_artifact("team/rows:latest", type="dataset")
      run.log_artifact(wandb.Artifact("churn-model", type="model"))`,
      ["dataset team/rows:latest", "model churn-model"],
      ["model team/rows", "dataset churn-model"],
    ],
    [
      "a loop whose optimiser a factory makes, and one that takes no step",
      {
        "train.py": `
        import torch
        from torchvision import datasets
        def run(build, model):
            optimizer = build(model)
            for batch in datasets.MNIST("data"):
                loss = model(batch)
                loss.backward()
                optimizer.step()
        `,
        "attack.py": `
        import torch
        def gradient(model, x):
            loss = model(x)
            loss.backward()
            return x.grad
        `,
      },
      ["training-run train", "training-run train -trains_on-> dataset MNIST"],
      ["training-run attack"],
    ],
    [
      "a network that every class calls model has the name of its class",
      `
      from keras.models import Sequential
      class PriceModel:
          def build(self):
              self.model = Sequential()`,
      ["model PriceModel"],
      ["model model"],
    ],
    [
      "assets of Dagster wait for those that they take",
      `
      from dagster import asset
      @asset
      def rows():
          return 1
      @asset
      def model(rows):
          return rows
      @asset(deps=[model])
      def report():
          return 2`,
      ["pipeline-step model -depends_on-> pipeline-step rows", "pipeline-step report -depends_on-> pipeline-step model"],
      ["pipeline-step rows -depends_on-> pipeline-step model"],
    ],
    [
      "a job of Dagster that selects everything has all assets, and no operations",
      `
      from dagster import AssetSelection, asset, define_asset_job, op
      @asset
      def rows():
          return 1
      @asset
      def model(rows):
          return rows
      @op
      def notify():
          pass
      everything = define_asset_job("everything", AssetSelection.all())
      whatever = define_asset_job(name="whatever")
      only = define_asset_job("only", selection=[rows])`,
      [
        "pipeline everything -has_step-> pipeline-step rows",
        "pipeline everything -has_step-> pipeline-step model",
        "pipeline whatever -has_step-> pipeline-step model",
        "pipeline only -has_step-> pipeline-step rows",
      ],
      [
        "pipeline everything -has_step-> pipeline-step notify",
        "pipeline everything -has_step-> pipeline whatever",
        "pipeline only -has_step-> pipeline-step model",
      ],
    ],
    [
      "a task of Airflow that is overridden is a task by each of its ids",
      `
      from airflow.decorators import dag, task
      @dag(schedule=None)
      def fares():
          @task
          def choose(kind):
              return kind
          @task
          def upload(path):
              return path
          train = choose.override(task_id="choose_train")(kind="train")
          valid = choose.override(task_id="choose_valid").expand(kind=["valid"])
          upload(train)
          upload.override(task_id="upload_again")(valid)
      fares()`,
      [
        "pipeline fares -has_step-> pipeline-step choose_train",
        "pipeline fares -has_step-> pipeline-step choose_valid",
        "pipeline-step upload -depends_on-> pipeline-step choose_train",
        "pipeline-step upload_again -depends_on-> pipeline-step choose_valid",
      ],
      ["pipeline-step choose"],
    ],
    [
      "components of TFX have the names that they are given",
      `
      from tfx.components import Trainer
      warm = Trainer(module_file="a.py").with_id("WarmStart")
      fresh = Trainer(module_file="a.py").with_id("Fresh")`,
      ["pipeline-step WarmStart", "pipeline-step Fresh"],
      ["pipeline-step Trainer"],
    ],
    [
      "components of TFX that are made of functions are steps of the pipeline that lists their calls",
      `
      from tfx.dsl.component.experimental.decorators import component
      from tfx.orchestration import pipeline
      from tfx.v1.components import Importer
      @component
      def write_rows(rows):
          return 1
      def create():
          schema = Importer(source_uri="schema").with_id("SchemaImporter")
          writer = write_rows(rows=schema.outputs["result"])
          again = write_rows(rows=writer.outputs["rows"]).with_id("Again")
          return pipeline.Pipeline(pipeline_name="rows", components=[schema, writer, again])`,
      [
        "pipeline rows -has_step-> pipeline-step SchemaImporter",
        "pipeline rows -has_step-> pipeline-step write_rows",
        "pipeline rows -has_step-> pipeline-step Again",
        "pipeline-step Again -depends_on-> pipeline-step write_rows",
      ],
      ["pipeline-step Importer"],
    ],
    [
      "tuning jobs of Vertex AI, the images of their workers, and the model that an endpoint is given",
      `
      from google.cloud import aiplatform
      pools = [{"replica_count": 1, "container_spec": {"image_uri": "gcr.io/acme/train:1"}}]
      job = aiplatform.CustomJob(display_name="fit", worker_pool_specs=pools)
      tuning = aiplatform.HyperparameterTuningJob(display_name="tune", custom_job=job)
      model = aiplatform.Model.upload(display_name="fares")
      endpoint = aiplatform.Endpoint.create("fares-online")
      endpoint.deploy(model=model)`,
      [
        "training-run tune",
        "training-run fit -uses_image-> container-image gcr.io/acme/train:1",
        "endpoint fares-online -serves-> model fares",
      ],
      [],
    ],
    [
      "a blank that the reader of a notebook fills in is an unknown part of a path",
      `
      import pandas as pd
      BUCKET = "[your-bucket-name]"
      if BUCKET is None:
          BUCKET = "<your project>"
      pd.read_csv(f"gs://{BUCKET}/taxi/trips.csv")`,
      ["dataset gs://{BUCKET}/taxi/trips.csv"],
      ["dataset gs://[your-bucket-name]/taxi/trips.csv", "dataset gs://<your project>/taxi/trips.csv"],
    ],
    [
      "a class of rows that lists a folder; a network with its parts and its base",
      `
      from os import listdir
      import torch
      from torch import nn, optim
      from torch.utils.data import DataLoader, Dataset
      class Photos(Dataset):
          def __init__(self, folder):
              self.names = listdir(folder)
      class Album:
          def __init__(self, folder):
              self.names = listdir(folder)
      class PhotoStem(nn.Module):
          pass
      class BasePhotoModel(nn.Module):
          pass
      class PhotoModel(BasePhotoModel):
          def __init__(self):
              self.stem = PhotoStem()
      def train(model):
          optimizer = optim.Adam(model.parameters())
          for batch in DataLoader(Photos("data/photos")):
              model(batch).backward()
              optimizer.step()
      Album("data/albums")
      train(PhotoModel())`,
      ["model PhotoModel", "dataset data/photos", "training-run main -trains_on-> dataset data/photos"],
      ["model PhotoStem", "model BasePhotoModel", "dataset data/albums"],
    ],
  ]);
});
