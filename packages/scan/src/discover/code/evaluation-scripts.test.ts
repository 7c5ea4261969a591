import { testFound } from "./testing/found.ts";

const JUDGE = `
  from openai import OpenAI

  def relevance(question, answer):
      return OpenAI().chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": question}])
`;

const SCRIPT = `
  import json
  import pandas as pd
  from judge import relevance

  def load():
      return pd.read_json("data/questions.jsonl", lines=True)

  def evaluate(rows):
      for row in rows:
          row["score"] = relevance(row["question"], row["answer"])
      pd.DataFrame(rows).to_json("scores.jsonl")
      return pd.read_json("scores.jsonl")

  if __name__ == "__main__":
      print(evaluate(load()))
`;

testFound([
  [
    "a script of one's own that asks a model to judge rows is an evaluation",
    { "evaluate.py": SCRIPT, "judge.py": JUDGE, "data/questions.jsonl": "{}\n" },
    ["evaluation-run evaluate -validates_on-> dataset data/questions.jsonl", "evaluation-run evaluate -uses_model-> model gpt-4o"],
    ["evaluation-run evaluate -validates_on-> dataset scores.jsonl"],
  ],
  [
    "neither a script by another name nor a function that asks no model",
    {
      "serve.py": SCRIPT,
      "judge.py": JUDGE,
      "evaluate.py": "def evaluate(rows):\n    return len(rows)\n\nif __name__ == '__main__':\n    evaluate([])\n",
    },
    [],
    ["evaluation-run serve", "evaluation-run evaluate"],
  ],
]);
