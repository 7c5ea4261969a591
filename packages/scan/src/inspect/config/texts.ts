import { alarmingText } from "../payload-text.ts";
import { type ConfigPath, keyOf, pathText } from "./config-value.ts";
import { isExponential } from "./regular-expressions.ts";
import { suspiciousValue } from "./suspicious-values.ts";
import { isTemplatePath } from "./templates.ts";
import type { ConfigContext, ConfigWatch } from "./watch.ts";

/** Parts that are data: words of the vocabulary, names of classes that a model tells apart. */
const DATA = new Set([
  "vocab",
  "merges",
  "added_tokens",
  "added_tokens_decoder",
  "additional_special_tokens",
  "id2label",
  "label2id",
  "weight_map",
  "prefix_trie",
  "special_tokens",
  "bad_words",
  "precompiled_charsmap",
]);
/** Texts looked at in a file that is no configuration we know: code in data sets is no attack. */
const UNKNOWN_FILE = 2000;
const LONGEST = 100_000;

function isData(path: ConfigPath): boolean {
  return path.some((step) => typeof step === "string" && DATA.has(step));
}

/** Texts of a configuration: credentials, addresses, commands, scripts, and patterns of tokenizers. */
export function textWatch({ tell, kind, foreign }: ConfigContext): ConfigWatch {
  const held: ((known: boolean) => void)[] = [];
  let seen = 0;
  return {
    value: (value) => {
      if (typeof value.value !== "string" || value.value === "" || isData(value.path) || isTemplatePath(value)) return;
      const text = value.value;
      const key = keyOf(value.path);
      if (key === "Regex" && isExponential(text))
        tell({ rule: "config-exponential-pattern", message: `${JSON.stringify(text.slice(0, 120))} at ${pathText(value.path)}.` }, value);
      if (key === "Regex" || text.length > LONGEST) return;
      const where = pathText(value.path);
      const place = {
        ...(value.offset === undefined ? {} : { offset: value.offset }),
        ...(value.line === undefined ? {} : { line: value.line }),
      };
      const judge = (known: boolean): void => {
        // Passwords and commands are at home in the files of servers and build tools.
        const why = known ? suspiciousValue(key, text) : undefined;
        if (why !== undefined) return tell({ rule: "config-suspicious-value", message: `The value at ${where} ${why}.` }, place);
        const alarming = alarmingText(text);
        if (alarming !== undefined) tell({ rule: "alarming-metadata", message: `The text at ${where} holds ${alarming.what}.` }, place);
      };
      if (kind() !== undefined) judge(true);
      else if (value.line === undefined && ++seen <= UNKNOWN_FILE) held.push(judge);
    },
    finish: () => {
      const known = kind() !== undefined;
      if (!foreign() && (known || seen <= UNKNOWN_FILE)) for (const judge of held) judge(known);
    },
  };
}
