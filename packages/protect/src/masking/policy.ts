import { z } from "zod";
import { ALPHABETS } from "./format-preserving.ts";

const count = z.int().min(0).max(1000);
/** What becomes of a value that does not have the form that its rule needs. */
const misfit = z.enum(["refuse", "redact"]).default("refuse");
/** Columns of one domain get the same token for the same value, so that tables can still be joined; else by column. */
const domain = z.string().min(1).max(200).optional();

const alphabetNames = Object.keys(ALPHABETS).filter((name): name is keyof typeof ALPHABETS => name in ALPHABETS);

/** How the values of one column are masked. */
export const MaskingRule = z.discriminatedUnion("mask", [
  z.strictObject({ mask: z.literal("keep") }),
  z.strictObject({ mask: z.literal("drop") }),
  z.strictObject({ mask: z.literal("redact"), with: z.string().max(100).default("***") }),
  z.strictObject({
    mask: z.literal("token"),
    domain,
    prefix: z.string().max(40).default(""),
    /** Kept sealed in the vault, so that whoever has the key can look it up again. */
    reversible: z.boolean().default(false),
  }),
  z.strictObject({
    mask: z.literal("format"),
    domain,
    alphabet: z.union([z.enum(alphabetNames), z.strictObject({ characters: z.string().min(2).max(65_536) })]).default("digits"),
    luhn: z.enum(["keep", "break", "ignore"]).default("ignore"),
    "keep-first": count.default(0),
    "keep-last": count.default(0),
    misfit,
  }),
  z.strictObject({
    mask: z.literal("range"),
    width: z.number().positive(),
    from: z.number().default(0),
    /** Ends from which on all values are one. */
    lowest: z.number().optional(),
    highest: z.number().optional(),
    misfit,
  }),
  z.strictObject({
    mask: z.literal("date"),
    to: z.enum(["month", "quarter", "year", "decade"]),
    form: z.enum(["iso", "day-month-year", "month-day-year"]).default("iso"),
    misfit,
  }),
  z.strictObject({ mask: z.literal("prefix"), keep: count, fill: z.string().max(4).default("*") }),
  z.strictObject({ mask: z.literal("taxonomy"), file: z.string().min(1), level: z.int().min(1).max(100), misfit }),
  z.strictObject({
    mask: z.literal("text"),
    detect: z
      .array(z.enum(["pii", "secrets", "names"]))
      .min(1)
      .default(["pii", "secrets"]),
  }),
]);
export type MaskingRule = z.infer<typeof MaskingRule>;

/** What becomes of every column of a data set. */
export const MaskingPolicy = z.strictObject({
  /** Lasting name of the data set: keys, tokens and the vault are its own. */
  dataset: z.string().min(1).max(200),
  /** Columns that are not named: the file is refused, unless told otherwise. */
  default: z.enum(["refuse", "keep", "drop", "redact"]).default("refuse"),
  columns: z.record(
    z.string(),
    z.union([z.enum(["keep", "drop", "redact"]).transform((mask) => MaskingRule.parse({ mask })), MaskingRule]),
  ),
});
export type MaskingPolicy = z.infer<typeof MaskingPolicy>;
