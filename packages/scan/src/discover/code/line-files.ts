import { genericFrame } from "../../resolve/value.ts";
import { stem } from "./fallback-names.ts";
import { namedDataset } from "./named-dataset.ts";
import { namesOf } from "./names.ts";
import { fileAt } from "./paths.ts";
import { occurrenceAt } from "./places.ts";
import type { CodeAssets } from "./registry.ts";

/** Files of plain text whose lines are records by their name. */
const RECORDS =
  /(?:^|[_.-])(?:instructions?|prompts?|questions?|queries|captions?|sentences?|phrases?|corpus|dialogues?|conversations?|utterances?|reviews?|tweets?|examples?)(?:[_.-]|$)/i;
const TEXT = /\.(?:txt|lst|list)$/i;
/** What makes a list of the lines of a file. */
const LINES = /^(?:readlines|splitlines)$/;

/** `open("instructions.txt").readlines()`: a text that a script takes line by line is a data set of these lines. */
export function discoverLineFiles(assets: CodeAssets): void {
  const { evaluator, environment, project } = assets.context;
  for (const scope of evaluator.program.scopes()) {
    const { unit } = scope;
    if (unit.module.language !== "python" || unit.file.scope === "test") continue;
    for (const { call } of scope.calls) {
      if (call.callee.kind !== "member" || !LINES.test(call.callee.name)) continue;
      for (const name of namesOf(evaluator, environment, { expression: call.callee.object, frame: genericFrame(scope) })) {
        if (name.dynamic === true || !TEXT.test(name.text) || !RECORDS.test(stem(name.text))) continue;
        if (fileAt(project, unit, name.text) === undefined) continue;
        namedDataset(assets.context, name, { unit, occurrence: occurrenceAt(unit, call) });
      }
    }
  }
}
