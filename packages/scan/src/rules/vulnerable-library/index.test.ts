import { beforeAll, describe, expect, it } from "vitest";
import { judged, WARM_UP_TIME, warmUp } from "../testing/project-from.ts";
import { vulnerableLibrary } from "./index.ts";

beforeAll(warmUp, WARM_UP_TIME);

const hole = (id: string, name: string, more: object = {}) => ({
  id,
  affected: [{ package: { ecosystem: "PyPI", name }, ranges: [{ type: "ECOSYSTEM", events: [{ introduced: "0" }, { fixed: "9.0" }] }] }],
  ...more,
});
const FILES = { "requirements.txt": "torch==2.4.0\nurllib3==1.26.0\nblack==22.1.0\n", "m.py": "import torch\n" };
const run = (advisories: readonly object[], files: { readonly [path: string]: string } = FILES) =>
  judged({ files, advisories: JSON.parse(JSON.stringify(advisories)) }, [vulnerableLibrary]);

describe("vulnerable-library", () => {
  it("names hole, aliases and the mended version, once for records on the same hole", async () => {
    const { findings } = await run([
      hole("GHSA-xxxx", "torch", { aliases: ["CVE-2025-1"], summary: "Runs code" }),
      hole("PYSEC-1", "torch", { aliases: ["CVE-2025-1"] }),
    ]);
    expect(findings).toHaveLength(1);
    expect(findings[0]?.message).toBe("torch 2.4.0 has the hole CVE-2025-1 (GHSA-xxxx, PYSEC-1): Runs code.");
    expect(findings[0]?.remediation).toBe("Update torch to 9.0 or later.");
    expect(findings[0]?.location).toMatchObject({ file: "requirements.txt", line: 1 });
  });

  it("judges what runs beside an AI library, not other projects of the repository", async () => {
    const { findings } = await run([hole("A-1", "urllib3"), hole("A-2", "flask")], {
      ...FILES,
      "web/requirements.txt": "flask==1.0\nurllib3==1.0\n",
    });
    expect(findings.map(({ message }) => message)).toEqual(["urllib3 1.26.0 has the hole A-1."]);
  });

  it("weighs by the rating: remote without a login in an imported library is high, others at most medium", async () => {
    const remote = await run([hole("A-1", "torch", { severity: [{ type: "CVSS_V3", score: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H" }] })]);
    expect(remote.findings[0]?.severity).toBe("high");
    const local = await run([hole("A-1", "torch", { severity: [{ type: "CVSS_V3", score: "CVSS:3.1/AV:L/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H" }] })]);
    expect(local.findings[0]?.severity).toBe("medium");
    const stops = await run([hole("A-1", "torch", { severity: [{ type: "CVSS_V4", score: "CVSS:4.0/AV:L/AC:H/AT:P/PR:L/UI:A/VC:N/VI:N/VA:L/SC:N/SI:N/SA:N" }] })]);
    expect(["low", "info"]).toContain(stops.findings[0]?.severity);
  });

  it("takes malware for what it is", async () => {
    const { findings } = await run([hole("MAL-2025-1", "torch")]);
    expect(findings[0]?.severity).toBe("critical");
    expect(findings[0]?.remediation).toMatch(/^Remove torch/);
  });

  it("leaves out requirements without an exact version, and counts what it cannot order", async () => {
    const open = await run([hole("A-1", "torch")], { "requirements.txt": "torch>=2.0\n", "m.py": "import torch\n" });
    expect(open.findings).toEqual([]);
    const odd = await run([{ id: "A-1", affected: [{ package: { ecosystem: "PyPI", name: "torch" }, ranges: [{ type: "ECOSYSTEM", events: [{ introduced: "no version" }] }] }] }]);
    expect(odd.findings).toEqual([]);
    expect(odd.checks[0]?.unknown).toBe(1);
  });
});
