import { factors } from "../card.ts";
import { fromAsset, fromFile, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";
import { personalTable, wordsFor } from "./personal.ts";

const ID = "personal-data-committed";
const rows = Array.from(
  { length: 60 },
  (_, index) => `${index},Ann${"abcdefghij"[index % 10] ?? ""} Miller,ann.miller${index}@mail-northquay.com,+49 30 23125 ${100 + index}`,
);

/** Personal data in a committed table. */
export const personalDataCommitted: Rule = {
  card: {
    id: ID,
    title: "Personal data is committed",
    appliesTo: ["dataset", "file"],
    why: "Everybody with a clone has the data for good: retention and erasure cannot be kept, and copies go unnoticed.",
    fix: "Take the file out of the repository and its history, keep it in access-controlled storage, commit a synthetic or masked sample.",
    base: factors(2, 3, 2, 1),
    controls: ["ADS-DATA-05"],
    bad: [{ title: "customers in a table", files: { "data/customers.csv": `id,name,email,phone\n${rows.join("\n")}\n` } }],
    good: [
      {
        title: "measurements",
        files: {
          "data/sensors.csv": `id,temperature,pressure\n${rows.map((_, index) => `${index},${20 + index},${1000 + index}`).join("\n")}\n`,
        },
      },
    ],
  },
  because: {
    exposure: "not known if this repository is public, taken as company-wide",
    exploitability: "it is there to be read",
    data: "personal data",
  },
  check(inventory) {
    const tables = inventory.project.files.filter((file) => file.facts.table !== undefined && file.lifecycle === "committed");
    return judgeEach(tables, (file) => {
      const personal = personalTable(file);
      if (personal === undefined) return "passed";
      const asset = inventory
        .ofKind("dataset")
        .find(({ occurrences }) => occurrences.some((place) => place.file === file.path && (place.target ?? 0) === file.target));
      const text = {
        message: `${file.path} (${file.facts.table?.rows ?? 0} rows) holds ${wordsFor(personal.types)} in ${personal.columns
          .map((name) => plain(name, 30))
          .slice(0, 6)
          .join(", ")}.`,
        headline: `Everybody with a copy of the repository has ${wordsFor(personal.types)} of ${file.path}`,
        excerpt: personal.types.join(" "),
        confidence: "likely" as const,
        ...(personal.special
          ? { adjust: [{ factor: "data" as const, value: 3 as const, reason: "special categories of personal data" }] }
          : {}),
      };
      const place = { target: file.target, file: file.path };
      return asset === undefined
        ? fromFile(ID, file, {}, { ...text, technique: "bytes" })
        : { ...fromAsset(ID, asset, text), location: place, evidence: [{ ...place, technique: "bytes", confidence: "likely" }] };
    });
  },
};
