import type { PictureProfile } from "./document.ts";

type Attention = PictureProfile["attention"][number];

const ORDER: readonly Attention["severity"][] = ["critical", "high", "medium", "low", "info"];
const PROGRAMS = new Set(["elf", "windows-program", "script"]);
const ARCHIVES = new Set(["zip", "rar", "7z", "gzip", "pdf"]);

function pictures(count: number): string {
  return `${count} ${count === 1 ? "picture" : "pictures"}`;
}

const METADATA: Readonly<Record<string, readonly [Attention["severity"], string]>> = {
  secret: ["critical", "hold a secret in their metadata; revoke it, and take it out"],
  instructions: ["high", "hold instructions to a model in their metadata"],
  "hidden-text": ["medium", "hold hidden text in their metadata"],
  position: ["high", "say where they were taken"],
  person: ["medium", "name a person in their metadata"],
  "personal-data": ["medium", "hold personal data in their metadata"],
  device: ["low", "name a device by its serial number"],
  generated: ["low", "keep the words that a model made them from: they are no photographs"],
};

/** What asks for a decision, the worst first. */
export function pictureAttention(profile: PictureProfile): Attention[] {
  const found: Attention[] = [];
  const add = (severity: Attention["severity"], what: string, message: string): void => void found.push({ severity, what, message });
  for (const { split, other, exact, near, share, examples } of profile.overlaps)
    add(
      share > 0.01 ? "high" : "medium",
      "leakage",
      `${pictures(exact + near)} of ${split} (${(100 * share).toPrecision(2)} %) stand in ${other} as well${near > 0 ? `, ${near} of them slightly changed` : ""}: ${(examples[0] ?? []).join(" and ")}.`,
    );
  const exact = profile.contradictions.filter(({ kind }) => kind === "exact");
  const near = profile.contradictions.filter(({ kind }) => kind === "near");
  for (const [list, what] of [
    [exact, "the same picture stands under different labels"],
    [near, "pictures that look the same stand under different labels"],
  ] as const) {
    const [first] = list;
    if (first !== undefined)
      add(
        list === exact ? "high" : "medium",
        "label",
        `${list.length} times ${what}, for one ${first.pictures.slice(0, 2).join(" and ")} (${first.labels.slice(0, 3).join(", ")}).`,
      );
  }
  for (const { kind, pictures: count, examples } of profile.metadata) {
    const [severity, words] = METADATA[kind] ?? ["low", "hold metadata"];
    const [first] = examples;
    add(
      severity,
      "metadata",
      `${pictures(count)} ${
        count === 1
          ? words
              .replace(/^(?:hold|name|say|keep)/, (verb) => `${verb}s`)
              .replace("they were", "it was")
              .replace("they are no photographs", "it is no photograph")
              .replace("made them from", "made it from")
              .replace("their metadata", "its metadata")
          : words
      }${first === undefined ? "" : `: ${first.file}, ${first.field} ${first.masked}`}.`,
    );
  }
  const kinds = Map.groupBy(profile.trailing, ({ kind }) => kind);
  for (const [kind, list] of kinds) {
    const [first] = list;
    if (first === undefined || kind === "padding" || kind === "phone-record") continue;
    add(
      PROGRAMS.has(kind) ? "critical" : ARCHIVES.has(kind) ? "high" : kind === "video" || kind === "picture" ? "low" : "medium",
      "hidden data",
      `${pictures(list.length)} ${list.length === 1 ? "carries" : "carry"} ${kind === "unknown" ? "data of an unknown kind" : `data of kind ${kind}`} behind the end: ${first.file} from byte ${first.at} on (${first.bytes} bytes).`,
    );
  }
  const unread = profile.unreadable.filter(({ kind }) => kind !== "unsupported");
  if (unread.length > 0)
    add("medium", "reading", `${pictures(unread.length)} cannot be read in full, the first is ${unread[0]?.file}: ${unread[0]?.message}.`);
  const unsupported = profile.unreadable.length - unread.length;
  if (unsupported > 0)
    add("low", "reading", `The pixels of ${pictures(unsupported)} were not decoded; copies of these are found byte for byte only.`);
  const [misnamed] = profile.misnamed;
  if (misnamed !== undefined)
    add(
      "medium",
      "name",
      `${pictures(profile.misnamed.length)} ${profile.misnamed.length === 1 ? "is" : "are"} of another format than the name says, the first is ${misnamed.file} (${misnamed.found}).`,
    );
  const { duplicates, labels, brightness } = profile;
  if (duplicates.exact.pictures > 0)
    add(
      duplicates.exact.pictures > 0.05 * profile.data.pictures ? "medium" : "low",
      "duplicates",
      `${pictures(duplicates.exact.pictures)} repeat an earlier one byte for byte.`,
    );
  if (duplicates.near.pictures > 0) add("low", "duplicates", `${pictures(duplicates.near.pictures)} look like an earlier one.`);
  if (labels?.classes.length === 1)
    add("high", "label", `There is one class only (${labels.classes[0]?.label}): there is nothing to learn.`);
  else if (labels !== undefined && labels.smallestShare * labels.classes.length < 0.1)
    add(
      "low",
      "label",
      `The rarest class (${labels.classes.at(-1)?.label}) has ${labels.classes.at(-1)?.count} of ${profile.data.pictures} pictures.`,
    );
  if (brightness !== undefined && brightness.plain > 0) add("low", "content", `${pictures(brightness.plain)} of one colour.`);
  for (const { name, problem, numbers } of profile.arrays) {
    if (problem !== undefined) add("medium", "reading", `${name}: ${problem}.`);
    if (numbers === undefined) continue;
    if (numbers.notANumber > 0)
      add("high", "values", `${name}: ${numbers.notANumber} values are no number (NaN), in ${numbers.rowsWithNotANumber} rows.`);
    if (numbers.infinite > 0) add("high", "values", `${name}: ${numbers.infinite} values are infinite.`);
    if (numbers.constant) add("medium", "values", `${name}: every value is ${numbers.minimum ?? "no number"}.`);
    if ((numbers.constantColumns ?? 0) > 0) add("low", "values", `${name}: ${numbers.constantColumns} columns never change.`);
  }
  for (const { message } of profile.warnings) add("low", "reading", message);
  return found.sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}
