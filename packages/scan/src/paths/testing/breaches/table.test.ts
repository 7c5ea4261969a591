import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { WARM_UP_TIME, warmUp } from "../../../rules/testing/project-from.ts";
import { TWINS } from "./index.ts";
import { breachRow } from "./table.ts";

beforeAll(warmUp, WARM_UP_TIME);

it("docs/breaches.md says of every twin what the scan says", async () => {
  const page = readFileSync(join(import.meta.dirname, "../../../../../../docs/breaches.md"), "utf8");
  const rows = page.split("\n").filter((line) => /^\| (?!Breach|-)/.test(line));
  expect(rows).toEqual(await Promise.all(TWINS.map(breachRow)));
});
