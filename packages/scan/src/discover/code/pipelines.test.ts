import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

describe("steps of pipelines", () => {
  testFound([
    [
      "a call of a component is a step with what the body does for its arguments",
      {
        "components.py": `
        from kfp.dsl import component, Dataset, Output

        @component(base_image="python:3.12")
        def copy_table(query: str, dataset_id: str, table_id: str):
            from google.cloud import bigquery
            destination = f"{dataset_id}.{table_id}"
            bigquery.Client().query(query, job_config=bigquery.QueryJobConfig(destination=destination))

        @component
        def extract(table: str, dataset: Output[Dataset]):
            from google.cloud import bigquery
            bigquery.Client().extract_table(bigquery.table.Table(table_ref=table), dataset.uri)
      `,
        "pipeline.py": `
        from kfp import dsl
        from components import copy_table, extract

        @dsl.pipeline(name="orders")
        def orders(dataset: str = "sales"):
            suffix = "_training"
            table = "orders" + suffix
            kwargs = dict(dataset_id=dataset)
            ingest = copy_table(query="select * from \`raw.orders\`", table_id=table, **kwargs).set_display_name("Ingest")
            rows = extract(table=f"{dataset}.{table}").after(ingest).set_display_name("Extract").outputs["dataset"]
      `,
      },
      [
        "pipeline orders -has_step-> pipeline-step Ingest",
        "pipeline-step Ingest -reads-> dataset raw.orders",
        "pipeline-step Ingest -writes_to-> dataset sales.orders_training",
        "pipeline-step Extract -depends_on-> pipeline-step Ingest",
        "pipeline-step Extract -reads-> dataset sales.orders_training",
        "pipeline-step Extract -produces-> dataset rows",
        "dataset rows -derived_from-> dataset sales.orders_training",
      ],
      ["pipeline-step copy_table"],
    ],
    [
      "a DAG block holds its tasks, and >> orders them",
      `
      from airflow import DAG
      from airflow.operators.bash import BashOperator

      with DAG(dag_id="nightly") as dag:
          a = BashOperator(task_id="fetch", bash_command="python fetch.py")
          b = BashOperator(task_id="train", bash_command="python train.py")
          c = BashOperator(task_id="report", bash_command="echo done")
          a >> [b, c]
    `,
      [
        "pipeline nightly -has_step-> pipeline-step fetch",
        "pipeline-step train -depends_on-> pipeline-step fetch",
        "pipeline-step report -depends_on-> pipeline-step fetch",
      ],
    ],
    [
      "TaskFlow results order tasks",
      `
      from airflow.decorators import dag, task
      import pandas as pd

      @dag()
      def daily():
          @task
          def load():
              return pd.read_csv("data/raw.csv").to_dict()

          @task
          def store(rows):
              pd.DataFrame(rows).to_parquet("data/clean.parquet")

          store(load())

      daily()
    `,
      [
        "pipeline daily -has_step-> pipeline-step load",
        "pipeline-step store -depends_on-> pipeline-step load",
        "pipeline-step load -reads-> dataset data/raw.csv",
        "pipeline-step store -writes_to-> dataset data/clean.parquet",
      ],
    ],
    [
      "tasks made in a loop are named one by one, each with its own work",
      `
      import os, requests
      from airflow.decorators import dag, task

      def extract_news(limit):
          return requests.get(f"https://news.example.com/v1/articles?limit={limit}").json()

      def extract_files(folder):
          return os.listdir(folder)

      SOURCES = [{"name": "news", "run": extract_news, "argument": 10}, {"name": "files", "run": extract_files, "argument": "include/documents"}]

      @dag()
      def load():
          for source in SOURCES:
              texts = task(source["run"], task_id=f"extract_{source['name']}")(source["argument"])

      load()
    `,
      [
        "pipeline load -has_step-> pipeline-step extract_news",
        "pipeline load -has_step-> pipeline-step extract_files",
        "pipeline-step extract_news -reads-> data-source https://news.example.com/v1/articles",
        "pipeline-step extract_files -reads-> dataset include/documents",
      ],
      ["pipeline-step extract_files -reads-> data-source https://news.example.com/v1/articles"],
    ],
    [
      "Metaflow steps follow self.next",
      `
      from metaflow import FlowSpec, step

      class Flow(FlowSpec):
          @step
          def start(self):
              self.next(self.train)

          @step
          def train(self):
              self.next(self.end)

          @step
          def end(self):
              pass
    `,
      [
        "pipeline Flow -has_step-> pipeline-step train",
        "pipeline-step train -depends_on-> pipeline-step start",
        "pipeline-step end -depends_on-> pipeline-step train",
      ],
    ],
    [
      "Step Functions: a chain orders its states, a training state runs its estimator",
      `
      from sagemaker.estimator import Estimator
      from stepfunctions import steps
      from stepfunctions.steps import Chain, TrainingStep
      from stepfunctions.workflow import Workflow
      fraud = Estimator("xgb:1", role="r")
      train = TrainingStep("Train", estimator=fraud, data={"train": "s3://b/train", "validation": "s3://b/val"})
      save = steps.ModelStep("Save", model=train.get_expected_model())
      Workflow(name="Fraud", definition=Chain([train, save]), role="r")
    `,
      [
        "pipeline Fraud -has_step-> pipeline-step Train",
        "pipeline Fraud -has_step-> pipeline-step Save",
        "pipeline-step Save -depends_on-> pipeline-step Train",
        "pipeline-step Train -runs-> training-run fraud",
        "training-run fraud -trains_on-> dataset s3://b/train",
        "training-run fraud -validates_on-> dataset s3://b/val",
      ],
      ["training-run fraud -trains_on-> dataset s3://b/val"],
    ],
    [
      "a download outside of a pipeline is no data source",
      `
      import requests
      import torch
      requests.get("https://example.com/health")
    `,
      [],
      ["data-source https://example.com/health"],
    ],
  ]);
});
