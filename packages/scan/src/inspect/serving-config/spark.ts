import { objectOf, readJsonDocument, textOf, textValue } from "@castellan/formats";
import type { Interpreter } from "../interpreter.ts";
import { readStructure } from "../structure.ts";
import { judgeDocument } from "../tree-models/judge.ts";

/** The metadata of a stage or pipeline that Spark saved; its numbers are in Parquet files beside it. */
export const sparkMetadata: Interpreter = {
  id: "spark-ml",
  accepts: ({ head }) => {
    const text = textOf(head.subarray(0, 8192));
    return (
      /^\{\s{0,100}"(?:class|timestamp)"\s{0,100}:/.test(text) && /"sparkVersion"\s{0,100}:/.test(text) && /"uid"\s{0,100}:/.test(text)
    );
  },
  inspect: (subject, visit) => {
    visit.format("spark-ml");
    const reading = readStructure(subject, visit, () => readJsonDocument(subject.source));
    if (reading === undefined) return;
    visit.claim(0, reading.end, "metadata");
    judgeDocument(reading.problems, visit);
    const name = textValue(objectOf(reading.root)?.get("class")) ?? "";
    if (!/^org\.apache\.spark\.ml\.[\w.]+$/.test(name))
      visit.finding({
        rule: "spark-foreign-class",
        message: `The stage is of the class ${JSON.stringify(name.slice(0, 120))}.`,
        loader: "PipelineModel.load",
      });
    visit.fact("architecture", name.slice(0, 120));
  },
};
