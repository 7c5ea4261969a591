import { judgeCallable } from "./callables.ts";
import type { ConfigValue } from "./config-value.ts";
import type { ConfigContext } from "./watch.ts";

/*
 * Tags of PyYAML, which its full and unsafe loaders import and call. @see https://pyyaml.org/wiki/PyYAMLDocumentation
 */

const YAML = "tag:yaml.org,2002:";
/** Tags of plain values. */
const DATA: ReadonlySet<string> = new Set("none bool str unicode bytes int long float complex list tuple dict".split(" "));
const DIRECTIVE = /^%TAG[ \t]{1,20}(![\w-]{0,40}!?)[ \t]{1,20}(\S{1,300})/gm;
const WRITTEN = /(?<![^\s,[\]{}:?-])!(?:<[^>\s]{1,400}>|[^\s,[\]{}]{0,400})/g;
const MOST = 200;

/** Finds and judges the tags of one text. */
export class YamlTags {
  readonly #handles = new Map<string, string>();
  readonly #tell: ConfigContext["tell"];
  readonly #judged = new Set<string>();

  constructor(text: string, tell: ConfigContext["tell"]) {
    this.#tell = tell;
    for (const [, handle = "", prefix = ""] of text.matchAll(DIRECTIVE)) if (this.#handles.size < MOST) this.#handles.set(handle, prefix);
  }

  /** The whole name of a tag: handles and percent signs are resolved. */
  #resolved(tag: string): string {
    let name = tag;
    const verbatim = /^!<(.*)>$/s.exec(tag)?.[1];
    if (verbatim !== undefined) name = verbatim;
    else {
      const handle = /^(?:![\w-]*!|!)/.exec(tag)?.[0] ?? "";
      const prefix = this.#handles.get(handle) ?? (handle === "!!" ? YAML : undefined);
      if (prefix !== undefined) name = prefix + tag.slice(handle.length);
    }
    try {
      return decodeURIComponent(name);
    } catch {
      return name;
    }
  }

  judge(tag: string, place: Pick<ConfigValue, "line">): void {
    const name = this.#resolved(tag);
    if (this.#judged.has(name)) return;
    const found = /(?:^|[:!])python\/(object(?:\/(?:apply|new))?|name|module|\w{1,40})(?::(.*))?$/s.exec(name);
    if (found === null || this.#judged.size > MOST) return;
    this.#judged.add(name);
    const [, kind = "", callable = ""] = found;
    if (DATA.has(kind)) return;
    const { verdict, reason } = kind === "module" ? judgeModule(callable) : judgeCallable(callable);
    if (verdict === "benign") return;
    this.#tell(
      {
        rule: verdict === "malicious" ? "config-code-execution" : "config-unknown-class",
        message: `The tag python/${kind} imports ${callable.slice(0, 120)}${kind === "name" || kind === "module" ? "" : " and calls it"}; it ${reason}.`,
        call: { callable: callable.slice(0, 200), arguments: [] },
        loader: "yaml.unsafe_load",
      },
      place,
    );
  }

  /** Tags that no tree shows: on keys, behind an error. What stands in comments and quotes is passed over. */
  judgeWritten(text: string): void {
    let line = 0;
    for (const written of text.split("\n")) {
      line++;
      if (!written.includes("!")) continue;
      for (const { 0: tag, index } of written.slice(0, 20_000).matchAll(WRITTEN)) {
        const before = written.slice(0, index);
        if (/(?:^|\s)#/.test(before) || isOpenQuote(before)) continue;
        this.judge(tag, { line });
      }
    }
  }
}

function isOpenQuote(before: string): boolean {
  return before.split('"').length % 2 === 0 || before.split("'").length % 2 === 0;
}

/** Importing a module runs it. */
function judgeModule(name: string): ReturnType<typeof judgeCallable> {
  const judged = judgeCallable(`${name}.${name.split(".").at(-1) ?? ""}`);
  return judged.verdict === "benign" ? judged : { verdict: "malicious", reason: "runs when it is imported" };
}
