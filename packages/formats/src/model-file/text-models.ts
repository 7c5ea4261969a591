import { textOf } from "../byte-source.ts";
import { type ModelFileSniffer, modelFile } from "./sniffer.ts";

/** Models written as text: XGBoost JSON, LightGBM, PMML, OpenVINO, tokenizers, scikit-learn to JSON exports. */
export const textModels: ModelFileSniffer = {
  id: "text",
  sniff: ({ head, source }) => {
    const text = textOf(head.subarray(0, 4096)).trimStart();
    if (text.startsWith("tree\nversion=") || text.startsWith("tree\r\nversion=")) {
      return modelFile(["lightgbm"], false, {
        version: /version=(\S+)/.exec(text)?.[1],
        classes: numberOf(/num_class=(\d+)/.exec(text)?.[1]),
        objective: /objective=([^\n\r]+)/.exec(text)?.[1],
      });
    }
    if (text.startsWith("<")) {
      if (/<(?:\w+:)?PMML\b/.test(text))
        return modelFile(["pmml"], false, { version: /<(?:\w+:)?PMML[^>]*\bversion="([^"]+)"/.exec(text)?.[1] });
      if (/<net\b[^>]*\bversion="\d+"/.test(text) && text.includes("<layers"))
        return modelFile(["openvino"], false, { version: /<net\b[^>]*\bversion="(\d+)"/.exec(text)?.[1] });
      return undefined;
    }
    if (!text.startsWith("{")) return undefined;
    if (/^\{\s*"learner"\s*:\s*\{/.test(text) || (/^\{\s*"version"\s*:\s*\[/.test(text) && text.includes('"learner"'))) {
      const tail = textOf(source.read(Math.max(0, source.size - 4096), 4096));
      const version =
        /"version"\s*:\s*\[\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)/.exec(tail) ?? /"version"\s*:\s*\[\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)/.exec(text);
      return modelFile(["xgboost-json"], false, { version: version === null ? undefined : version.slice(1, 4).join(".") });
    }
    if (/^\{\s*"version"\s*:\s*"1\.0"\s*,\s*"truncation"\s*:/.test(text) && text.includes('"added_tokens"')) {
      return modelFile(["tokenizer-json"], false, { model: /"model"\s*:\s*\{\s*"type"\s*:\s*"(\w+)"/.exec(textOf(head))?.[1] });
    }
    return undefined;
  },
};

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}
