import { csvReporter } from "./csv/index.ts";
import { cyclonedx16Reporter, cyclonedxReporter } from "./cyclonedx/index.ts";
import { htmlReporter } from "./html/index.ts";
import { jsonReporter } from "./json/index.ts";
import { junitReporter } from "./junit/index.ts";
import { markdownReporter } from "./markdown/index.ts";
import type { Reporter } from "./reporter.ts";
import { sarifReporter } from "./sarif/index.ts";
import { spdxReporter } from "./spdx/index.ts";
import { terminalReporter } from "./terminal/index.ts";

/** Every reporter, in the order of the contract. A new one is added here and nowhere else. */
export const REPORTERS: readonly Reporter[] = [
  terminalReporter,
  jsonReporter,
  sarifReporter,
  cyclonedxReporter,
  cyclonedx16Reporter,
  spdxReporter,
  htmlReporter,
  markdownReporter,
  csvReporter,
  junitReporter,
];

export function reporterOf(id: string): Reporter | undefined {
  return REPORTERS.find((reporter) => reporter.id === id);
}
