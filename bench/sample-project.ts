import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { randomOf } from "../fuzz/mutate.ts";

/*
 * A project of N files as companies have them: a third of the code touches AI, the rest is services, tests, screens,
 * configuration and prose. Seeded: the same bytes on every machine.
 */

const WORDS =
  "account amount approve archive audit balance batch branch card case charge check claim client code contract country currency customer date debit delay device entry event export fee file filter flag format fraud group history hold index input invoice item job key ledger limit line list load lock log match merchant merge message method mode name node note number order owner page parse path pay period person plan policy price process product query queue rate read record region report request result review risk role row rule sale schema score search send session share source stage state store stream sum table tag task tax term time token total trade type unit update user value vendor view week write zone".split(
    " ",
  );

type Random = (n: number) => number;

function word(random: Random): string {
  return WORDS[random(WORDS.length)] ?? "value";
}

function pythonFunction(random: Random): string {
  const [a, b, c] = [word(random), word(random), word(random)];
  return `def ${a}_${b}(${c}, ${word(random)}_limit=${random(500)}):\n    """Returns the ${a} of a ${b} for each ${c}."""\n    ${b}s = []\n    for ${a} in ${c}:\n        if ${a}.get("${word(random)}", 0) > ${random(1000)} and not ${a}.get("${word(random)}"):\n            continue\n        ${b}s.append({"${a}": ${a}["${word(random)}"], "${c}": len(${b}s), "${word(random)}": f"{${a}['${word(random)}']}-${random(99)}"})\n    logger.info("%s ${b}s", len(${b}s))\n    return sorted(${b}s, key=lambda entry: entry["${a}"])\n\n\n`;
}

function python(random: Random, size: number, head: string, tail: string): string {
  let text = `"""${word(random)} ${word(random)} service."""\nimport logging\n${head}\nlogger = logging.getLogger(__name__)\n\n\n`;
  while (text.length < size) text += pythonFunction(random);
  return text + tail;
}

function typescript(random: Random, size: number): string {
  let text = `import type { ${word(random)}Row } from "../types";\n\n`;
  while (text.length < size) {
    const [a, b] = [word(random), word(random)];
    text += `export interface ${a}${random(9999)} {\n  readonly ${b}: string;\n  readonly ${word(random)}?: number;\n}\n\nexport function ${a}${random(9999)}(${b}: readonly { id: string; ${a}: number }[]): Map<string, number> {\n  const result = new Map<string, number>();\n  for (const entry of ${b}) {\n    if (entry.${a} > ${random(100)}) result.set(entry.id, (result.get(entry.id) ?? 0) + entry.${a} * ${random(50)});\n  }\n  return result;\n}\n\n`;
  }
  return text;
}

const AI_HEADS: readonly (readonly [string, (random: Random) => string])[] = [
  [
    "from openai import OpenAI\n\nclient = OpenAI()",
    (random) =>
      `def answer(question):\n    return client.chat.completions.create(model="gpt-4o-mini", messages=[{"role": "system", "content": "You help with ${word(random)}."}, {"role": "user", "content": question}])\n`,
  ],
  [
    "import pandas as pd\nfrom sklearn.ensemble import RandomForestClassifier",
    (random) =>
      `def train():\n    frame = pd.read_csv("data/${word(random)}.csv")\n    model = RandomForestClassifier(n_estimators=${50 + random(200)})\n    model.fit(frame.drop(columns=["label"]), frame["label"])\n    return model\n`,
  ],
  [
    "from langchain_openai import ChatOpenAI\nfrom langchain_core.tools import tool",
    (random) =>
      `@tool\ndef look_up_${word(random)}(name: str) -> str:\n    """Looks up a ${word(random)}."""\n    return name\n\n\nmodel = ChatOpenAI(model="gpt-4o").bind_tools([])\n`,
  ],
  [
    "from transformers import AutoModelForCausalLM",
    (random) => `model = AutoModelForCausalLM.from_pretrained("acme/${word(random)}-${random(9)}b")\n`,
  ],
  [
    "from fastapi import APIRouter\n\nrouter = APIRouter()",
    (random) => `@router.post("/${word(random)}")\ndef handle(body: dict):\n    return body\n`,
  ],
];

function fileOf(index: number, random: Random): readonly [string, string] {
  const folder = `${word(random)}/${word(random)}`;
  const size = 1200 + random(7000);
  const share = index % 20;
  if (share < 4) {
    const [head, tail] = AI_HEADS[random(AI_HEADS.length)] ?? ["", (): string => ""];
    return [`services/${folder}/ai_${index}.py`, python(random, size, head, tail(random))];
  }
  if (share < 10)
    return [`services/${folder}/module_${index}.py`, python(random, size, `import json\nfrom .${word(random)} import ${word(random)}`, "")];
  if (share < 15) return [`web/src/${folder}/view${index}.ts`, typescript(random, size)];
  if (share < 17)
    return [
      `config/${folder}/${word(random)}${index}.yaml`,
      Array.from(
        { length: 60 },
        () => `${word(random)}_${random(999)}:\n  ${word(random)}: ${random(9999)}\n  ${word(random)}: "${word(random)}"\n`,
      ).join(""),
    ];
  if (share < 18)
    return [
      `web/data/${word(random)}${index}.json`,
      JSON.stringify(
        Object.fromEntries(
          Array.from({ length: 80 }, (_, at) => [`${word(random)}${at}`, { [word(random)]: random(999), name: word(random) }]),
        ),
        null,
        2,
      ),
    ];
  if (share < 19) return [`tests/${folder}/test_${index}.py`, python(random, size, "import pytest", "")];
  return [
    `docs/${folder}/${word(random)}${index}.md`,
    Array.from({ length: 40 }, () => `${word(random)} ${word(random)} the ${word(random)} of a ${word(random)}.\n\n`).join(""),
  ];
}

/** Writes the project; returns its number of bytes. */
export function writeSampleProject(folder: string, count: number, seed = "1"): number {
  const random = randomOf(seed);
  let bytes = 0;
  for (let index = 0; index < count; index++) {
    const [path, text] =
      index === 0 ? ["requirements.txt", "openai==1.40.0\npandas==2.2.2\nscikit-learn==1.5.1\nfastapi==0.112.0\n"] : fileOf(index, random);
    const full = join(folder, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, text);
    bytes += text.length;
  }
  return bytes;
}
