import { beforeAll, describe, expect, it } from "vitest";
import { inventoryOf, judged, WARM_UP_TIME, warmUp } from "../../../rules/testing/project-from.ts";
import { findPaths } from "../../find-paths.ts";
import { stepName } from "../../hop.ts";
import { TWINS } from "./index.ts";
import { mendedProject } from "./twin.ts";

beforeAll(warmUp, WARM_UP_TIME);

const INCIDENTS = [
  "SAPwned",
  "NVIDIA container toolkit",
  "Microsoft SAS token",
  "Hugging Face",
  "DeepSeek",
  "ShadowRay",
  "Ollama",
  "MLflow",
  "Jupyter",
  "Clearview",
  "Tay",
];

it("every breach of the research has twins", () => expect([...new Set(TWINS.map(({ incident }) => incident))]).toEqual(INCIDENTS));

describe.each(TWINS.map((twin) => ({ name: `${twin.incident}, told in ${twin.form}`, twin })))("$name", ({ twin }) => {
  it("shows the whole path with file and line of every hop, and a fix", async () => {
    const inventory = await inventoryOf(twin.vulnerable);
    const paths = findPaths(inventory);
    const told = paths.map((path) => ({
      attacker: path.attacker,
      loses: stepName(inventory, path.target),
      places: path.hops.map(({ evidence }) => `${evidence[0]?.file ?? ""}:${evidence[0]?.line ?? ""}`),
    }));
    expect(told).toContainEqual({ attacker: twin.attacker, loses: expect.stringContaining(twin.loses), places: twin.places });
    expect(paths.every(({ cuts }) => cuts.length > 0 && cuts.every(({ fix }) => fix !== undefined))).toBe(true);
    // Every place is a line of a file that is there.
    for (const { file = "", line = 0, cell } of paths.flatMap(({ hops }) => hops.flatMap(({ evidence }) => evidence.slice(0, 1))))
      if (cell === undefined) expect(twin.vulnerable[file]?.split("\n")[line - 1]?.trim(), `${file}:${line}`).toBeTruthy();
  });

  it("is critical and first of its project", async () => {
    const { actions, findings } = await judged({ files: twin.vulnerable });
    expect(actions[0]).toMatchObject({ rank: 1, severity: "critical" });
    expect(findings.find(({ id }) => id === actions[0]?.findings[0])?.rule).toBe("attack-path");
  });

  it("has no path and nothing critical or high once it is mended", async () => {
    const files = mendedProject(twin);
    const { findings } = await judged({ files });
    expect(
      findings
        .filter(({ severity }) => severity === "critical" || severity === "high")
        .map(({ rule, location }) => `${rule} ${location.file ?? ""}`),
    ).toEqual([]);
    expect(findPaths(await inventoryOf(files))).toEqual([]);
  });
});
