import type { Reporter } from "../reporter.ts";
import { spdxDocument } from "./document.ts";

export { spdxProblems } from "./conformance.ts";

export const spdxReporter: Reporter = {
  id: "spdx",
  extension: "spdx.json",
  render: (result, context) => `${JSON.stringify(spdxDocument(result, context), null, 2)}\n`,
};
