import { expect, it } from "vitest";
import { isDataPath } from "./data-paths.ts";

it.each([
  "data/train.csv",
  "s3://bucket/key",
  "gs://b/{region}/x",
  "../raw/part-0.parquet",
  "train.jsonl",
  "datasets/imdb",
  "my-data/2024",
  "/mnt/training/shards",
  "images/cats",
])("%s is a place of data", (text) => {
  expect(isDataPath(text)).toBe(true);
});

it.each([
  "",
  "0.23-1",
  "ml.m5.xlarge",
  "text/csv",
  "application/json",
  "Abalone/sklearn-preprocess",
  "seedcode/pipelines/abalone",
  "/opt/ml/processing/train/train.csv",
  "a b.csv",
  "v1.2",
  "preprocess.py",
])("%s is none", (text) => {
  expect(isDataPath(text)).toBe(false);
});
