import { readFileSync } from "node:fs";
import { z } from "zod";

const localeSchema = z.record(z.string(), z.array(z.string()));

/** What lists.py gathers. */
export const listsSchema = z.object({
  locales: z.record(z.string(), localeSchema),
  cities: z.array(z.tuple([z.string(), z.string()])),
  countries: z.array(z.string()),
  states: z.array(z.string()),
  words: z.array(z.string()),
});
export type Lists = z.infer<typeof listsSchema>;

export function readLists(path: string): Lists {
  return listsSchema.parse(JSON.parse(readFileSync(path, "utf8")));
}

/** The lists of one culture, joined over the locales of the same language or country. */
export interface Culture {
  readonly language: string;
  readonly given: readonly string[];
  readonly family: readonly string[];
  readonly city: readonly string[];
  readonly country: readonly string[];
  readonly street: readonly string[];
  readonly streetPrefix: readonly string[];
  readonly streetSuffix: readonly string[];
  readonly company: readonly string[];
  readonly job: readonly string[];
  readonly word: readonly string[];
}

const unique = (values: readonly string[]): string[] => [...new Set(values)];
/** No letters that need a longer word than a token to be read: scripts without spaces are out of reach (docs/names-model-card.md). */
const SPACELESS = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

/** Cultures by name of the locale; those with fewer than 30 given or family names are left out. */
export function culturesOf({ locales }: Lists): ReadonlyMap<string, Culture> {
  const found = new Map<string, Culture>();
  const names = Object.keys(locales);
  for (const name of names) {
    const language = name === "census" ? "en" : (name.split("_")[0] ?? name);
    const of = (kind: string): string[] => (locales[name]?.[kind] ?? []).filter((value) => !SPACELESS.test(value));
    // Streets and towns stand with some locales of a language only.
    const shared = (kind: string): string[] =>
      of(kind).length > 20
        ? of(kind)
        : unique(
            names
              .filter((one) => one === language || one.startsWith(`${language}_`))
              .flatMap((one) => (locales[one]?.[kind] ?? []).filter((value) => !SPACELESS.test(value))),
          );
    const culture: Culture = {
      language,
      given: of("given"),
      family: of("family").filter((value) => value.length > 1),
      city: shared("city"),
      country: shared("country"),
      street: shared("street"),
      streetPrefix: shared("street_prefix"),
      streetSuffix: shared("street_suffix"),
      company: shared("company_suffix"),
      job: shared("job"),
      word: shared("word"),
    };
    if (culture.given.length >= 30 && culture.family.length >= 30) found.set(name, culture);
  }
  return found;
}
