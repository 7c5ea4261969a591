import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

describe("builders that statements change", () => {
  testFound([
    [
      "a kernel's model and plugins belong to the agent that has the kernel",
      {
        "Program.cs": `
          using Microsoft.SemanticKernel;
          using Microsoft.SemanticKernel.Agents;
          var builder = Kernel.CreateBuilder();
          builder.AddOpenAIChatCompletion("gpt-4o", "key");
          builder.Plugins.AddFromType<TimePlugin>();
          var kernel = builder.Build();
          var agent = new ChatCompletionAgent { Name = "helper", Kernel = kernel };
          public class TimePlugin { [KernelFunction] public string Now() => "x"; }`,
      },
      ["agent helper -uses_model-> model gpt-4o", "agent helper -uses_tool-> tool Now"],
    ],
    [
      "options of a fine-tuning script that a shell script gives",
      {
        "run.sh":
          "accelerate launch --num_processes 8 train.py \\\n  --model_name_or_path meta-llama/Llama-2-7b-hf --dataset_name HuggingFaceH4/ultrachat_200k\n",
        "train.py": `
          from dataclasses import dataclass
          from datasets import load_dataset
          from transformers import AutoModelForCausalLM, HfArgumentParser, Trainer
          @dataclass
          class Arguments:
              model_name_or_path: str = "facebook/opt-125m"
              dataset_name: str = "tatsu-lab/alpaca"
          arguments, = HfArgumentParser((Arguments,)).parse_args_into_dataclasses()
          model = AutoModelForCausalLM.from_pretrained(arguments.model_name_or_path)
          Trainer(model=model, train_dataset=load_dataset(arguments.dataset_name)).train()`,
      },
      [
        "training-run train -fine_tunes-> model meta-llama/Llama-2-7b-hf",
        "training-run train -trains_on-> dataset HuggingFaceH4/ultrachat_200k",
      ],
    ],
  ]);
});
