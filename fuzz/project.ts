import { ScanError } from "../packages/scan/src/engine/errors.ts";
import { sketchSource } from "../packages/scan/src/engine/read/relevance.ts";
import { readBaseline } from "../packages/scan/src/engine/suppress/baseline-document.ts";
import { readIndex } from "../packages/scan/src/project/git/index-file.ts";
import { globMatches } from "../packages/scan/src/project/glob.ts";
import { IgnoreRules } from "../packages/scan/src/project/ignore-rules.ts";
import { findInlineIgnores } from "../packages/scan/src/project/inline-ignores.ts";
import { parseSettings } from "../packages/scan/src/project/load-settings.ts";

const decoder = new TextDecoder();

function refusesPolitely(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof ScanError)) throw error;
  }
}

/** What stands in a target and steers the scan: only a ScanError may leave these readers. */
export const targets: readonly { readonly name: string; readonly run: (bytes: Uint8Array) => void }[] = [
  {
    name: "git index",
    run: (bytes) => void readIndex(Buffer.concat([Buffer.from("DIRC\0\0\0"), Buffer.from([2 + ((bytes[0] ?? 0) % 3)]), bytes])),
  },
  { name: "ignore file", run: (bytes) => void new IgnoreRules().with("", decoder.decode(bytes)).ignores("some/folder/file.txt") },
  { name: "inline ignores", run: (bytes) => void findInlineIgnores(`castellan-ignore: ${decoder.decode(bytes)}`) },
  { name: "settings", run: (bytes) => refusesPolitely(() => parseSettings("castellan.yaml", decoder.decode(bytes))) },
  { name: "baseline", run: (bytes) => refusesPolitely(() => readBaseline("baseline", decoder.decode(bytes))) },
  { name: "glob", run: (bytes) => void globMatches(decoder.decode(bytes.subarray(0, 300)), decoder.decode(bytes)) },
  {
    name: "sketch",
    run: (bytes) => {
      for (const syntax of ["python", "typescript", "go", "java", "csharp", "rust", "ruby"] as const)
        sketchSource(syntax, decoder.decode(bytes), new Set(["openai"]));
    },
  },
];
