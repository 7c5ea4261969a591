import type { PickleGlobal } from "@castellan/formats";
import { ENGINE_RULES } from "../../rules.ts";
import { inspectBytes, latin1 } from "../../testing/inspect-bytes.ts";
import { PICKLE_RULES, pickle } from "../index.ts";

/** Judges a stream written as characters up to 0xff, by the pickle interpreter alone. */
export async function judgeText(stream: string) {
  return inspectBytes(latin1(stream), "file", { interpreters: [pickle], rules: [...ENGINE_RULES, ...PICKLE_RULES] });
}

/** Verdict and rules of the findings, worst first. */
export async function verdictOf(stream: string): Promise<readonly [verdict: string, ...rules: string[]]> {
  const { verdict, findings } = await judgeText(stream);
  return [verdict, ...new Set(findings.map(({ rule }) => rule))];
}

/** GLOBAL. */
export const name = (module: string, qualname: string): string => `c${module}\n${qualname}\n`;
/** UNICODE. */
export const text = (value: string): string => `V${value}\n`;
export const integer = (value: number | bigint): string => `L${value}L\n`;
export const tuple = (...items: readonly string[]): string => `(${items.join("")}t`;
export const list = (...items: readonly string[]): string => `(${items.join("")}l`;
export const dict = (...items: readonly string[]): string => `(${items.join("")}d`;
/** REDUCE. */
export const call = (callable: string, ...items: readonly string[]): string => `${callable}${tuple(...items)}R`;
/** NEWOBJ. */
export const make = (callable: string, ...items: readonly string[]): string => `${callable}${tuple(...items)}\x81`;
/** BUILD. */
export const build = (object: string, state: string): string => `${object}${state}b`;
/** SHORT_BINBYTES or BINBYTES. */
export const bytes = (value: string): string =>
  value.length < 256 ? `C${String.fromCharCode(value.length)}${value}` : `B${little(value.length, 4)}${value}`;
/** A stream of protocol 4. */
export const stream = (body: string): string => `\x80\x04${body}.`;

export function little(value: number, width: number): string {
  let out = "";
  for (let index = 0, rest = value; index < width; index++, rest = Math.floor(rest / 256)) out += String.fromCharCode(rest % 256);
  return out;
}

export function globalOf(module: string, qualname: string, computed: PickleGlobal["computed"] = "no"): PickleGlobal {
  return { kind: "global", module, name: qualname, offset: 0, computed };
}
