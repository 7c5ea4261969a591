import { shannonEntropy } from "../../randomness.ts";
import { isWeakWord, placeholderReason } from "../placeholder.ts";
import type { Recogniser } from "./structure.ts";

const REACH = 4000;
const entry = /^([ ]{1,8}|\t)["']?([A-Za-z0-9_.-]{1,80})["']?:[ ]{1,4}["']?([^\s"'#|>]{6,2000})["']?\s*$/;

/** The first value in `data` or `stringData` of a Kubernetes Secret manifest that is no placeholder. */
export const recogniseKubernetesSecret: Recogniser = (text, start, end) => {
  if (start > 0 && text[start - 1] !== "\n") return undefined;
  const before = text.lastIndexOf("\n---", start);
  const behind = text.indexOf("\n---", end);
  const from = Math.max(before, start - REACH, 0);
  const to = Math.min(behind < 0 ? text.length : behind, end + REACH);
  let section = "";
  let at = from;
  for (const line of text.slice(from, to).split("\n")) {
    const lineStart = at;
    at += line.length + 1;
    if (/^\S/.test(line)) section = /^(data|stringData):/.exec(line)?.[1] ?? "";
    const value = section === "" ? undefined : entry.exec(line)?.[3];
    if (value === undefined) continue;
    const plain = section === "data" ? decoded(value) : value;
    if (plain === undefined || !isSecret(plain)) continue;
    const valueStart = lineStart + line.lastIndexOf(value);
    return { start: valueStart, end: valueStart + value.length, confidence: "possible", shown: "" };
  }
  return undefined;
};

function decoded(value: string): string | undefined {
  if (!/^[A-Za-z0-9+/]{6,}={0,2}$/.test(value) || value.length % 4 !== 0) return undefined;
  const plain = Buffer.from(value, "base64").toString("utf8").trim();
  return /^[\x20-\x7e\n\r\t]*$/.test(plain) ? plain : undefined;
}

function isSecret(plain: string): boolean {
  return (
    plain.length >= 6 &&
    !isWeakWord(plain) &&
    !/:\/\/|^[\w.-]+@[\w.-]+$/.test(plain) &&
    placeholderReason(plain, true) === undefined &&
    (/[0-9]/.test(plain) || /[^A-Za-z0-9]/.test(plain)) &&
    shannonEntropy(plain) >= 2.5
  );
}
