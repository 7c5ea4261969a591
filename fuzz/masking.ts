import { DataError } from "../packages/data/src/errors.ts";
import { readMaskingPolicy } from "../packages/data/src/mask/policy.ts";
import { ProtectError } from "../packages/protect/src/errors.ts";
import { readTrust } from "../packages/protect/src/federated/trust.ts";
import { ALPHABETS, FormatMask } from "../packages/protect/src/masking/format-preserving.ts";
import { periodOf, rangeOf } from "../packages/protect/src/masking/generalise.ts";
import { readMaskingKey } from "../packages/protect/src/masking/keys.ts";
import { readTaxonomy } from "../packages/protect/src/masking/taxonomy.ts";

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("utf8");

/** Refusals of ours are answers; anything else is a finding. */
function orRefused(work: () => unknown): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof ProtectError) && !(error instanceof DataError)) throw error;
  }
}

const mask = new FormatMask(Buffer.alloc(32, 1), Buffer.from("fuzz"), {
  alphabet: ALPHABETS.alphanumeric,
  luhn: "ignore",
  keepFirst: 1,
  keepLast: 1,
});

export const targets = [
  { name: "policy", run: (bytes: Uint8Array) => orRefused(() => readMaskingPolicy(textOf(bytes), "mask.yaml")) },
  { name: "taxonomy", run: (bytes: Uint8Array) => orRefused(() => readTaxonomy(textOf(bytes), "taxonomy.csv")) },
  { name: "key", run: (bytes: Uint8Array) => orRefused(() => readMaskingKey(bytes, "mask.key")) },
  { name: "trust", run: (bytes: Uint8Array) => orRefused(() => readTrust(textOf(bytes), "trust.json")) },
  {
    name: "values",
    run: (bytes: Uint8Array) => {
      const text = textOf(bytes.subarray(0, 3000));
      rangeOf(text, { width: 7, from: 0 });
      periodOf(text, "month", "iso");
      orRefused(() => {
        if (mask.unmask(mask.mask(text)) !== text) throw new Error("a value did not come back");
      });
    },
  },
];
