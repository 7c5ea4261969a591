import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { z } from "zod";

/** A labelled stretch of a text; UTF-16 code units, `end` exclusive. */
export interface Label {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

export interface Row {
  readonly id: string;
  readonly text: string;
  readonly labels: readonly Label[];
  /** Rows are dealt out in turn: even ones may be looked at while choosing, odd ones are only reported. */
  readonly half: "choose" | "report";
}

const rowSchema = z.object({
  id: z.string(),
  text: z.string(),
  spans: z.array(z.object({ type: z.string(), start: z.int().min(0), end: z.int().min(1), value: z.string() })),
});

/** What the names of the label sets mean in ours; names that stand here neither as key nor as value are not scored. */
const meaning: Readonly<Record<string, string>> = {
  EMAIL: "EMAIL_ADDRESS",
  PHONE: "PHONE_NUMBER",
  SSN: "US_SSN",
  IBAN: "IBAN_CODE",
  PAN: "IN_PAN",
  GPE: "LOCATION",
  CITY: "LOCATION",
  COUNTRY: "LOCATION",
  STREET_ADDRESS: "ADDRESS",
  ORG: "ORGANIZATION",
  DOMAIN_NAME: "URL",
  NAME: "PERSON",
  DATE: "DATE_TIME",
  TIME: "DATE_TIME",
  CREDIT_CARD_NUMBER: "CREDIT_CARD",
  IPV4: "IP_ADDRESS",
  IPV6: "IP_ADDRESS",
  MAC: "MAC_ADDRESS",
};

/** The type a label stands for. */
export function typeOf(label: string): string {
  return meaning[label.toUpperCase()] ?? label.toUpperCase();
}

/** The folder that holds JSONL files with labelled spans: `dir` itself or its `pii/`. */
export function rowFolder(dir: string): string | undefined {
  return [join(dir, "pii"), dir].find((folder) => existsSync(folder) && files(folder).length > 0);
}

function files(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /\.jsonl(?:\.gz)?$/.test(name))
    .sort();
}

/** Labelled rows by file. Throws where a label's offsets do not give its value: such a file measures nothing. */
export function readRows(folder: string): ReadonlyMap<string, readonly Row[]> {
  return new Map(files(folder).map((name) => [name.replace(/\.jsonl(?:\.gz)?$/, ""), parseRows(name, contentOf(join(folder, name)))]));
}

function contentOf(path: string): string {
  const bytes = readFileSync(path);
  return (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
}

/** Rows of one file. Offsets of the files count code points; they become UTF-16 code units here. */
export function parseRows(name: string, content: string): Row[] {
  return content
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line, index): Row => {
      const { id, text, spans } = rowSchema.parse(JSON.parse(line));
      const points = [...text];
      const labels = spans.map((span): Label => {
        if (points.slice(span.start, span.end).join("") !== span.value)
          throw new Error(`${name}, row ${index + 1} (${id}): the text at ${span.start} to ${span.end} is not the labelled value`);
        const start = points.slice(0, span.start).join("").length;
        return { type: typeOf(span.type), start, end: start + span.value.length };
      });
      return { id, text, labels, half: index % 2 === 0 ? "choose" : "report" };
    });
}
