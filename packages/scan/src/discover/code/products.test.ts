import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

const ARGUMENTS = `
  import argparse

  def parse_args():
      parser = argparse.ArgumentParser()
      parser.add_argument("--base", type=str, default=None, required=True)
      parser.add_argument("--dataset_name", type=str, default=None)
      parser.add_argument("--train_data_dir", type=str, default=None)
      parser.add_argument("--output_dir", type=str, default="drawer")
      parser.add_argument("--report_to", type=str, default="tensorboard")
      return parser.parse_args()
`;

const DIFFUSION = `
  import os
  import torch
  from accelerate import Accelerator
  from datasets import load_dataset
  from diffusers import StableDiffusionPipeline, UNet2DConditionModel
  from options import parse_args

  DATASET_NAME_MAPPING = {"owner/drawings": ("image", "text")}

  def main():
      args = parse_args()
      accelerator = Accelerator(log_with=args.report_to)
      if args.report_to == "wandb":
          import wandb
      unet = UNet2DConditionModel.from_pretrained(args.base, subfolder="unet")

      def load_hook(models, input_dir):
          UNet2DConditionModel.from_pretrained(os.path.join(input_dir, "unet_ema"))

      if args.dataset_name is not None:
          dataset = load_dataset(args.dataset_name)
      else:
          dataset = load_dataset("imagefolder", data_files={"train": os.path.join(args.train_data_dir, "**")})
      columns = DATASET_NAME_MAPPING.get(args.dataset_name, None)
      optimizer = torch.optim.AdamW(unet.parameters())
      for batch in dataset["train"]:
          accelerator.backward(unet(batch))
          optimizer.step()
      pipeline = StableDiffusionPipeline.from_pretrained(args.base, unet=unet)
      for tracker in accelerator.trackers:
          tracker.log({"x": wandb.Image(pipeline("a house"))})
      pipeline.save_pretrained(args.output_dir)

  main()
`;

const TRAINER = `
  from dataclasses import dataclass, field
  from datasets import load_dataset
  from transformers import AutoModelForCausalLM, AutoTokenizer, HfArgumentParser, Trainer, TrainingArguments

  @dataclass
  class ModelOptions:
      model_name: str = field(default=None)
      tokenizer_name: str = field(default=None)

  @dataclass
  class DataOptions:
      train_file: str = field(default=None)

  def main():
      model_options, data_options, training_args = HfArgumentParser((ModelOptions, DataOptions, TrainingArguments)).parse_args_into_dataclasses()
      rows = load_dataset("text", data_files={"train": data_options.train_file})
      tokenizer = AutoTokenizer.from_pretrained(model_options.tokenizer_name)
      model = AutoModelForCausalLM.from_pretrained(model_options.model_name)
      trainer = Trainer(model=model, args=training_args, train_dataset=rows["train"])
      trainer.train()
      trainer.save_model()
      trainer.push_to_hub()

  main()
`;

const PREFERENCE = `
  from datasets import load_dataset
  from trl import GRPOConfig, GRPOTrainer

  rows = load_dataset("owner/rows", split="train")
  trainer = GRPOTrainer(model="owner/base", args=GRPOConfig(output_dir="base-grpo", report_to=["wandb"]), train_dataset=rows)
  trainer.train()
  trainer.save_model("base-grpo/final")
  trainer.push_to_hub()
`;

const CONVERT = `
  from transformers import AutoModel
  model = AutoModel.from_pretrained("owner/base")
  model.save_pretrained("out/base")
`;

describe("scripts that fine-tune", () => {
  testFound([
    [
      "a base and data that options name, the product of the folder, the trackers",
      { "train.py": DIFFUSION, "options.py": ARGUMENTS },
      [
        "model drawer",
        "dataset owner/drawings",
        "training-run train -fine_tunes-> model base",
        "training-run train -trains_on-> dataset dataset_name",
        "training-run train -produces-> model drawer",
        "model drawer -derived_from-> model base",
        "training-run train -logs_to-> experiment-tracker tensorboard",
        "training-run train -logs_to-> experiment-tracker wandb",
      ],
      [
        "model-file drawer",
        "dataset **",
        "dataset imagefolder",
        "training-run train -fine_tunes-> model unet_ema",
        "model base -served_by-> ai-service huggingface",
      ],
    ],
    [
      "data classes of options whose fields have no default",
      { "train.py": TRAINER },
      [
        "training-run train -fine_tunes-> model model_name",
        "training-run train -trains_on-> dataset train_file",
        "training-run train -produces-> model output_dir",
        "model output_dir -derived_from-> model model_name",
      ],
      ["dataset text", "model tokenizer_name", "model-file output_dir"],
    ],
    [
      "a trainer that loads the model of the id that it is given",
      PREFERENCE,
      [
        "training-run main -fine_tunes-> model owner/base",
        "training-run main -trains_on-> dataset owner/rows",
        "training-run main -produces-> model base-grpo",
        "training-run main -logs_to-> experiment-tracker wandb",
      ],
      ["model base-grpo/final", "model-file base-grpo/final"],
    ],
    ["what no training made is a file", CONVERT, ["model-file out/base"], ["model out/base"]],
    [
      "models that an option chooses from",
      `
      import argparse
      from transformers import AutoModel
      parser = argparse.ArgumentParser()
      parser.add_argument("--model_id", default="owner/first", choices=["owner/first", "owner/second"])
      AutoModel.from_pretrained(parser.parse_args().model_id)
    `,
      ["model owner/first", "model owner/second"],
    ],
    [
      "the lines of a text are a data set, a list of requirements is none",
      {
        "data/prompts.txt": "one\ntwo\n",
        "requirements.txt": "datasets\n",
        "export.py": `
        from datasets import Dataset
        def load(path):
            with open(path) as file:
                return file.readlines()
        lines = load("data/prompts.txt")
        needed = load("requirements.txt")
        rows = Dataset.from_generator(lambda: ({"text": line} for line in lines))
        rows.push_to_hub("drawn-lines")
      `,
      },
      ["dataset data/prompts.txt", "dataset drawn-lines"],
      ["dataset requirements.txt"],
    ],
    [
      "what is loaded from the folder that the script saved to is the same model",
      `
      from datasets import load_dataset
      from transformers import AutoModelForCausalLM, Trainer, TrainingArguments, pipeline
      rows = load_dataset("org/rows", split="train")
      args = TrainingArguments(output_dir="tuned-model")
      trainer = Trainer(model=AutoModelForCausalLM.from_pretrained("org/base"), args=args, train_dataset=rows)
      trainer.train()
      trainer.save_model()
      ask = pipeline("text-generation", model="tuned-model")
    `,
      ["model tuned-model", "training-run main -produces-> model tuned-model"],
      ["model tuned-model -served_by-> ai-service huggingface"],
    ],
  ]);
});
