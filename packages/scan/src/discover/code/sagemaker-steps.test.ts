import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

const PIPELINE = `
import os
from sagemaker.estimator import Estimator
from sagemaker.inputs import TrainingInput
from sagemaker.model import Model
from sagemaker.processing import ProcessingInput, ProcessingOutput, ScriptProcessor
from sagemaker.sklearn.processing import SKLearnProcessor
from sagemaker.workflow.condition_step import ConditionStep
from sagemaker.workflow.conditions import ConditionGreaterThanOrEqualTo
from sagemaker.workflow.functions import JsonGet
from sagemaker.workflow.model_step import ModelStep
from sagemaker.workflow.parameters import ParameterString
from sagemaker.workflow.pipeline import Pipeline
from sagemaker.workflow.properties import PropertyFile
from sagemaker.workflow.steps import ProcessingStep, TrainingStep

BASE = os.path.dirname(os.path.realpath(__file__))

def build(role=None, group="ChurnGroup"):
    raw = ParameterString(name="Raw", default_value="s3://telco-data/churn/customers.csv")
    clean = ProcessingStep(
        name="Clean",
        step_args=SKLearnProcessor(role=role).run(
            outputs=[ProcessingOutput(output_name="train", source="/opt/ml/processing/train")],
            code=os.path.join(BASE, "clean.py"),
            arguments=["--raw", raw],
        ),
    )
    xgb = Estimator(image_uri="xgb", role=role, base_job_name="churn-train")
    train = TrainingStep(
        name="Train",
        step_args=xgb.fit(inputs={"train": TrainingInput(s3_data=clean.properties.ProcessingOutputConfig.Outputs["train"].S3Output.S3Uri)}),
    )
    report = PropertyFile(name="Report", output_name="evaluation", path="churn_report.json")
    evaluate = ProcessingStep(
        name="Evaluate",
        step_args=ScriptProcessor(role=role).run(
            inputs=[ProcessingInput(source=train.properties.ModelArtifacts.S3ModelArtifacts, destination="/opt/ml/processing/model")],
            code=os.path.join(BASE, "evaluate.py"),
        ),
        property_files=[report],
    )
    model = Model(image_uri="xgb", model_data=train.properties.ModelArtifacts.S3ModelArtifacts, role=role)
    register = ModelStep(name="Register", step_args=model.register(model_package_group_name=group, content_types=["text/csv"]))
    gate = ConditionStep(
        name="Gate",
        conditions=[ConditionGreaterThanOrEqualTo(left=JsonGet(step_name=evaluate.name, property_file=report, json_path="auc"), right=0.8)],
        if_steps=[register],
        else_steps=[],
    )
    return Pipeline(name="Churn", parameters=[raw], steps=[clean, train, evaluate, gate])
`;

describe("pipelines of the SageMaker SDK", () => {
  testFound([
    [
      "steps with arguments: what they read, run, produce and wait for; the registered model",
      { "pipelines/churn.py": PIPELINE },
      [
        "pipeline Churn -has_step-> pipeline-step Clean",
        "pipeline Churn -has_step-> pipeline-step Register",
        "pipeline-step Clean -reads-> dataset s3://telco-data/churn/customers.csv",
        "pipeline-step Train -runs-> training-run churn-train",
        "pipeline-step Evaluate -produces-> metrics churn_report.json",
        "pipeline-step Evaluate -depends_on-> pipeline-step Train",
        "pipeline-step Register -depends_on-> pipeline-step Gate",
        "training-run churn-train -produces-> model ChurnGroup",
        "model ChurnGroup -registered_in-> model-registry sagemaker",
      ],
      [
        "pipeline-step Evaluate -runs-> pipeline-step Train",
        "pipeline-step Evaluate -runs-> training-run churn-train",
        "pipeline-step Evaluate -reads-> dataset s3://telco-data/churn/customers.csv",
        "pipeline-step Register -runs-> training-run churn-train",
        "pipeline-step Gate -depends_on-> pipeline-step Register",
        "deployed-model model",
      ],
    ],
    [
      "the older form: scripts and processors at the step, RegisterModel",
      `
      from sagemaker.processing import ProcessingInput, Processor
      from sagemaker.sklearn.estimator import SKLearn
      from sagemaker.workflow.pipeline import Pipeline
      from sagemaker.workflow.step_collections import RegisterModel
      from sagemaker.workflow.steps import ProcessingStep, TrainingStep

      est = SKLearn(entry_point="train.py", base_job_name="risk-train")
      prepare = ProcessingStep(name="Prepare", processor=Processor(), inputs=[ProcessingInput(source="s3://bank/raw/loans.csv", destination="/in")], code="prepare.py")
      train = TrainingStep(name="Train", estimator=est)
      register = RegisterModel(name="Register", estimator=est, model_data=train.properties.ModelArtifacts.S3ModelArtifacts, model_package_group_name="RiskModels")
      pipeline = Pipeline(name="Risk", steps=[prepare, train, register])
      `,
      [
        "pipeline Risk -has_step-> pipeline-step Register",
        "pipeline-step Prepare -reads-> dataset s3://bank/raw/loans.csv",
        "pipeline-step Train -runs-> training-run risk-train",
        "training-run risk-train -produces-> model RiskModels",
        "model RiskModels -registered_in-> model-registry sagemaker",
      ],
    ],
    [
      "a notebook that starts the pipeline of a module runs the pipeline, not what its steps run",
      {
        "pipelines/churn.py": PIPELINE,
        "start.py": `
        from pipelines.churn import build
        build(role="r").start()
        `,
      },
      ["pipeline Churn"],
    ],
  ]);
});
