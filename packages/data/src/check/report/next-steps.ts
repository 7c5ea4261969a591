import { type NextStep, shellWord } from "../../page/layout.ts";
import type { DataCheckResult } from "../document.ts";

/** How the check was called, so that what comes next can be called in the same way. */
export interface CheckCall {
  readonly file: string;
  readonly roles: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly embedding?: string | undefined;
  readonly encoder?: string | undefined;
  readonly reference?: string | undefined;
  readonly labelFile?: string | undefined;
  readonly scores?: string | undefined;
}

function callOf(action: string, { file, roles, embedding, encoder, reference, labelFile }: CheckCall): string {
  const given: readonly (readonly [string, string])[] = [
    ...Object.entries(roles).flatMap(([name, value]) => [value ?? []].flat().map((one): readonly [string, string] => [name, one])),
    ...(embedding === undefined ? [] : [["embedding", embedding] as const]),
    ...(encoder === undefined ? [] : [["encoder", encoder] as const]),
    ...(reference === undefined ? [] : [["reference", reference] as const]),
    ...(labelFile === undefined ? [] : [["label-file", labelFile] as const]),
  ];
  return [`castellan data ${action} ${shellWord(file)}`, ...given.map(([name, value]) => `--${name} ${shellWord(value)}`)].join(" ");
}

/** Where the cleaned version may stand: beside the file. */
function cleanName(file: string): string {
  const [, stem = file, ending = ""] = /^(.*?)((?:\.[A-Za-z0-9]{1,8}){1,2})?$/.exec(file) ?? [];
  return `${stem}.clean${ending}`;
}

/** What a person does after the verdict, with the commands. */
export function nextSteps(result: DataCheckResult, call: CheckCall): readonly NextStep[] {
  const steps: NextStep[] = [];
  const held = result.quarantine.rows;
  const id = result.roles["id"]?.[0];
  const pictures = call.labelFile !== undefined || /idx|ubyte/i.test(call.file);
  const bare: CheckCall = { file: call.file, roles: call.roles, labelFile: call.labelFile };
  if (result.verdict === "poisoned")
    steps.push({
      why: "Do not train on this file, and hold back the models that were trained on it. Ask who could write to it: the groups below name rows, values and sources.",
    });
  if (held > 0) {
    const [first] = result.quarantine.ids;
    steps.push({
      why: `Read the ${held} rows held back, all with scores and reasons.`,
      command: `${callOf("check", call)} --scores scores.csv`,
    });
    steps.push({
      why: "Say which of them are in order: no later check raises them again.",
      command: `${callOf("review", bare)} --rows ${shellWord(first ?? "0")} --reason 'why it is in order'`,
    });
    if (!pictures)
      steps.push({
        why: "Write the data set without the others. They are kept beside it, and the models to be trained again are named where a scan is given.",
        command: `${callOf("check", call)} --format json --output check.json && castellan data clean ${shellWord(call.file)} --check check.json --output ${shellWord(cleanName(call.file))}${id === undefined ? "" : ` --id ${shellWord(id)}`}`,
      });
  }
  if (result.groups.some(({ kind }) => kind === "label-noise"))
    steps.push({ why: "Have the rows with doubtful labels labelled a second time by somebody who does not see the first label." });
  const blind = Object.entries(result.power).filter(([, share]) => share !== null && share < 0.5);
  if (result.roles["label"] === undefined)
    steps.push({
      why: "Name the label: without it, flipped labels and triggers cannot be seen.",
      command: `${callOf("check", call)} ${pictures ? "--label-file LABELS" : "--label COLUMN"}`,
    });
  if (blind.length > 0 || result.verdict === "inconclusive") {
    if (call.reference === undefined && !pictures)
      steps.push({
        why: "See more: give rows that you trust, from before or from another source.",
        command: `${callOf("check", call)} --reference TRUSTED`,
      });
    if (call.embedding === undefined && call.encoder === undefined && (pictures || result.roles["text"] !== undefined))
      steps.push({
        why: "See more: give vectors of the rows by a model that you trust (NumPy, one row each).",
        command: `${callOf("check", call)} --embedding VECTORS.npy`,
      });
  }
  if (result.roles["source"] === undefined && !pictures)
    steps.push({
      why: "Name the column that says where a row comes from: one bad source among many can then be told.",
      command: `${callOf("check", call)} --source COLUMN`,
    });
  if (held === 0 && !pictures)
    steps.push({
      why: "Keep a sketch of this version to compare the next one with; it holds no rows.",
      command: `castellan data drift --save ${shellWord(`${call.file}.sketch.json`)} ${shellWord(call.file)}`,
    });
  return steps;
}
