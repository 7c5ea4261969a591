import { beforeAll, describe, expect, it } from "vitest";
import { inventoryOf, WARM_UP_TIME, warmUp } from "../../../rules/testing/project-from.ts";
import { findPaths } from "../../find-paths.ts";
import { stepName } from "../../hop.ts";
import { VARIATIONS } from "./index.ts";

beforeAll(warmUp, WARM_UP_TIME);

/** Told in a way that is not read yet. */
const NOT_READ: ReadonlySet<string> = new Set([
  "ShadowRay, told in Ray's cluster launcher",
  "Ollama, told in systemd and a firewall",
  "SAPwned, told in Terraform alone",
]);

const nameOf = ({ incident, form }: (typeof VARIATIONS)[number]): string => `${incident}, told in ${form}`;

it("tells every breach in ways of its own", () => expect(new Set(VARIATIONS.map(nameOf)).size).toBe(VARIATIONS.length));

describe.each(VARIATIONS.map((variation) => ({ name: nameOf(variation), variation })))("$name", ({ name, variation }) => {
  const { files, mended, attacker, loses } = variation;
  const found = NOT_READ.has(name) ? it.fails : it;

  found("has a path with a line for every hop and a fix", async () => {
    const inventory = await inventoryOf(files);
    const paths = findPaths(inventory);
    expect(paths.map((path) => ({ attacker: path.attacker, loses: stepName(inventory, path.target) }))).toContainEqual({
      attacker,
      loses: expect.stringContaining(loses),
    });
    expect(paths.every(({ cuts }) => cuts.length > 0 && cuts.every(({ fix }) => fix !== undefined))).toBe(true);
    for (const { file = "", line = 0 } of paths.flatMap(({ hops }) => hops.flatMap(({ evidence }) => evidence)))
      expect(files[file]?.split("\n")[line - 1]?.trim(), `${file}:${line}`).toBeTruthy();
  });

  it("has none once it is mended", async () => expect(findPaths(await inventoryOf({ ...files, ...mended }))).toEqual([]));
});
