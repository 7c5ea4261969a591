import { readJinja } from "@castellan/formats";
import { isExponential } from "../packages/scan/src/inspect/config/regular-expressions.ts";
import { judgeTemplate } from "../packages/scan/src/inspect/template/judge.ts";
import { inspectBytes } from "../packages/scan/src/inspect/testing/inspect-bytes.ts";

interface FuzzTarget {
  readonly name: string;
  run(bytes: Uint8Array): unknown;
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** Pieces of templates; a byte of the input chooses each. */
const PIECES: readonly string[] = [
  ..."{{ }} {% %} {%- -%} {# #} ( ) [ ] { } | . , : ; = == != < > + - * / // % ** ~ ' \" \\ \\x5f \\137 __class__ __ _ a b message messages".split(
    " ",
  ),
  ..."if else elif endif for in endfor set endset macro endmacro call endcall filter endfilter with endwith raw endraw is not and or".split(
    " ",
  ),
  ..."do include import from extends block endblock generation endgeneration true none 1 0.5 attr map join format replace select string".split(
    " ",
  ),
  " ",
  "\n",
  "x",
  "'a'",
  "|attr('b')",
  "{% set x = x ~ 'a' %}",
  "{{ x }}",
  "'%s' % (a, b)",
  "range(10)",
];

function templateOf(input: Uint8Array): string {
  let text = "";
  for (const byte of input) text += PIECES[byte % PIECES.length] ?? "";
  return text.slice(0, 20_000);
}

const YAML: readonly string[] = [
  ..."a: b: - ? [ ] { } , & * ! !!python/object/apply:os.system _target_: os.system ${a} %TAG --- ' \" # | > << target: params:".split(" "),
  "\n",
  "\n  ",
  " ",
];

/** Judges of texts: no error on any of them, and the same answer twice. */
export const targets: readonly FuzzTarget[] = [
  { name: "jinja", run: (input) => readJinja(templateOf(input)) },
  { name: "jinja-bytes", run: (input) => readJinja(decoder.decode(input)) },
  {
    name: "judge-template",
    run: (input) => {
      const text = templateOf(input);
      const found = JSON.stringify(judgeTemplate(text, { chat: true }));
      if (found !== JSON.stringify(judgeTemplate(text, { chat: true }))) throw new Error("two answers for one template");
    },
  },
  { name: "pattern", run: (input) => isExponential(decoder.decode(input)) },
  {
    name: "config",
    run: async (input) => {
      const json = decoder.decode(input);
      const yaml = [...input]
        .map((byte) => YAML[byte % YAML.length] ?? "")
        .join("")
        .slice(0, 4000);
      for (const [text, name] of [
        [json, "config.json"],
        [`{"chat_template": ${JSON.stringify(templateOf(input))}`, "tokenizer_config.json"],
        [yaml, "config.yaml"],
      ] as const) {
        const { findings } = await inspectBytes(encoder.encode(text), name);
        const failed = findings.find(({ rule }) => rule === "reader-failed");
        if (failed !== undefined) throw new Error(failed.message);
      }
    },
  },
];
