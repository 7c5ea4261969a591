import { describe, expect, it } from "vitest";
import { inspectBytes, latin1 } from "../testing/inspect-bytes.ts";

const verdict = async (text: string, name: string) => {
  const { verdict: found, formats, findings } = await inspectBytes(latin1(text), name);
  return { verdict: found, formats, rules: findings.map(({ rule }) => rule) };
};
const mlmodel = (flavour: string): string =>
  `artifact_path: model\nflavors:\n  python_function:\n${flavour}mlflow_version: 2.9.2\nmodel_uuid: 1\n`;

describe("MLflow", () => {
  it("is harmless with a loader of its own", async () => {
    expect(await verdict(mlmodel("    loader_module: mlflow.sklearn\n    model_path: model.pkl\n"), "MLmodel")).toMatchObject({
      verdict: "benign",
      formats: expect.arrayContaining(["mlflow"]),
      rules: [],
    });
  });
  it("is suspicious with a module of its own or code, malicious with one that runs programs", async () => {
    expect(await verdict(mlmodel("    loader_module: my_loader\n"), "MLmodel")).toMatchObject({
      verdict: "suspicious",
      rules: ["mlflow-loader-module"],
    });
    expect(await verdict(mlmodel("    loader_module: mlflow.pyfunc.model\n    model_code_path: model.py\n"), "MLmodel")).toMatchObject({
      rules: ["mlflow-brings-code"],
    });
    expect(await verdict(mlmodel("    loader_module: mlflow.sklearn\n    code: code\n"), "MLmodel")).toMatchObject({
      verdict: "suspicious",
    });
    expect(await verdict(mlmodel("    loader_module: os\n"), "MLmodel")).toMatchObject({ verdict: "malicious" });
    expect(await verdict(mlmodel("    loader_module: mlflowevil.x\n"), "MLmodel")).toMatchObject({ verdict: "suspicious" });
  });
});

describe("Spark", () => {
  const metadata = (name: string): string => JSON.stringify({ class: name, timestamp: 1, sparkVersion: "3.5.0", uid: "p_1", paramMap: {} });
  it("is harmless with classes of its own, suspicious with others", async () => {
    expect(await verdict(metadata("org.apache.spark.ml.PipelineModel"), "part-00000")).toMatchObject({
      verdict: "benign",
      formats: expect.arrayContaining(["spark-ml"]),
    });
    expect(await verdict(metadata("com.evil.Model"), "part-00000")).toMatchObject({
      verdict: "suspicious",
      rules: ["spark-foreign-class"],
    });
  });
});
