import type { ModelFileRule } from "../rule.ts";

export const PADDLE_RULES: readonly ModelFileRule[] = [
  {
    id: "paddle-python-operator",
    title: "The program calls Python functions",
    verdict: "malicious",
    severity: "critical",
    why: "py_func runs a Python function of the process when the program runs.",
    fix: "Do not run the model.",
    references: ["https://www.paddlepaddle.org.cn/documentation/docs/en/api/paddle/static/py_func_en.html"],
  },
  {
    id: "paddle-file-operator",
    title: "The program reads or writes files",
    verdict: "malicious",
    severity: "critical",
    why: "A program runs with the rights of its process: it reads secrets into its output, or overwrites files.",
    fix: "Do not run the model.",
  },
  {
    id: "paddle-network-operator",
    title: "The program opens connections",
    verdict: "suspicious",
    severity: "high",
    why: "Operators of distributed training send and receive; a model for inference has none.",
    fix: "Export the model for inference.",
  },
  {
    id: "paddle-native-operator",
    title: "The program carries a compiled part",
    verdict: "suspicious",
    severity: "medium",
    why: "What the compiled part does cannot be read from the program.",
    fix: "Ask the publisher for a program without compiled parts.",
  },
  {
    id: "paddle-custom-operator",
    title: "Operators that PaddlePaddle does not have",
    verdict: "suspicious",
    severity: "high",
    why: "The program runs only with a native library of the publisher, which can do anything.",
    fix: "Find out which library the operators come from and judge that.",
  },
];
