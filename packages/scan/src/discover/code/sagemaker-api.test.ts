import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

describe("SageMaker without its estimators", () => {
  testFound([
    [
      "a model package is a registered model, of the weights that were uploaded",
      `
      import boto3, sagemaker
      sm = boto3.client("sagemaker")
      group = "abalone-models"
      weights = sagemaker.s3.S3Uploader.upload(local_path="model.tar.gz", desired_s3_uri="s3://bucket/m")
      rows = sagemaker.s3.S3Uploader.upload(local_path="batch-rows", desired_s3_uri="s3://bucket/d")
      sm.create_model_package_group(ModelPackageGroupName=group)
      sm.create_model_package(ModelPackageGroupName=group, InferenceSpecification={"Containers": [{"ModelDataUrl": weights}]})`,
      [
        "model abalone-models",
        "model abalone-models -materialised_as-> model-file model.tar.gz",
        "model abalone-models -registered_in-> model-registry sagemaker",
        "dataset batch-rows",
      ],
      ["dataset model.tar.gz", "ai-service bedrock"],
    ],
    [
      "a group that is only known at run time is no service of another kind",
      `
      import boto3
      def handler(event, context):
          return boto3.client("sagemaker").list_model_packages(ModelPackageGroupName=event["group"])`,
      ["model-registry sagemaker"],
      ["ai-service bedrock", "ai-service sagemaker"],
    ],
    [
      "jobs, endpoints and batch steps are told by the API too",
      `
      import boto3
      sm = boto3.client("sagemaker")
      sm.create_training_job(
          TrainingJobName="abalone",
          InputDataConfig=[{"ChannelName": "train", "DataSource": {"S3DataSource": {"S3Uri": "s3://rows/train.csv"}}}],
      )
      sm.create_endpoint(EndpointName="abalone-live", EndpointConfigName="abalone-config")
      boto3.client("dms").create_endpoint(EndpointIdentifier="database")`,
      ["training-run abalone", "training-run abalone -trains_on-> dataset s3://rows/train.csv"],
      ["endpoint database"],
    ],
    [
      "the trainer and the builder of version 3",
      `
      from sagemaker.serve import ModelBuilder
      from sagemaker.train import ModelTrainer
      from sagemaker.train.configs import InputData, SourceCode
      trainer = ModelTrainer(base_job_name="churn", source_code=SourceCode(source_dir="src", entry_script="train.py"))
      trainer.train(input_data_config=[InputData(channel_name="train", data_source="s3://rows/churn.csv")])
      endpoint = ModelBuilder(name="churn-model", model=trainer).build().deploy(endpoint_name="churn-live")`,
      [
        "training-run churn",
        "training-run churn -trains_on-> dataset s3://rows/churn.csv",
        "deployed-model churn-model",
        "endpoint churn-live",
      ],
    ],
  ]);
});

describe("models that a pipeline registers", () => {
  testFound([
    [
      "have the name of their group, also where that is only known at run time",
      `
      from sagemaker.model import Model
      from sagemaker.workflow.condition_step import ConditionStep
      from sagemaker.workflow.model_step import ModelStep
      from sagemaker.workflow.step_collections import RegisterModel
      def build(group, weights):
          model = Model(image_uri="image", model_data=weights)
          register = ModelStep(name="Register", step_args=model.register(model_package_group_name="churn-group"))
          other = RegisterModel(name="RegisterOther", model_data=weights, model_package_group_name=group)
          return ConditionStep(name="Check", conditions=[], if_steps=[other], else_steps=[])`,
      [
        "model churn-group",
        "model churn-group -registered_in-> model-registry sagemaker",
        "model group -registered_in-> model-registry sagemaker",
        "pipeline-step RegisterOther -depends_on-> pipeline-step Check",
      ],
      ["model-registry sagemaker -depends_on-> pipeline-step Check", "ai-service sagemaker -depends_on-> pipeline-step Check"],
    ],
    [
      "objects that load weights into themselves serve them; paths below an unknown folder are written",
      `
      import os
      import pandas as pd
      import xgboost as xgb
      from flask import Flask
      HOME = os.getenv("APP_HOME")
      def load():
          booster = xgb.Booster()
          booster.load_model("models/price.xgb")
          return booster
      booster = load()
      app = Flask("prices")
      @app.route("/predict", methods=["POST"])
      def predict():
          return booster.predict(xgb.DMatrix([]))
      def keep():
          pd.read_csv("data/raw.csv").to_parquet(f"{HOME}/data/clean.parquet")
      keep()`,
      ["endpoint POST /predict -loads-> model-file models/price.xgb", "dataset data/clean.parquet"],
    ],
  ]);
});
