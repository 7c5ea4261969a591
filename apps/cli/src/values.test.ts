import { describe, expect, it } from "vitest";
import { FLAG_NAMES, flagOf, variableOf } from "./flags.ts";
import { Values } from "./values.ts";

describe("Values", () => {
  it("puts the command line before the environment, that before castellan.yaml, that before the default", () => {
    const order = (raw: object, environment: Record<string, string>, config: object): string | undefined => {
      const values = new Values({ ...raw }, environment);
      values.useConfig({ ...config });
      return values.text("fail-on");
    };

    expect(order({ failOn: "low" }, { CASTELLAN_FAIL_ON: "medium" }, { "fail-on": "none" })).toBe("low");
    expect(order({}, { CASTELLAN_FAIL_ON: "medium" }, { "fail-on": "none" })).toBe("medium");
    expect(order({}, { CASTELLAN_FAIL_ON: "" }, { "fail-on": "none" })).toBe("none");
    expect(order({}, {}, {})).toBe("high");
  });

  it("knows switches and negative ones", () => {
    expect(new Values({ trackedOnly: true }, {}).on("tracked-only")).toBe(true);
    expect(new Values({}, { CASTELLAN_TRACKED_ONLY: "1" }).on("tracked-only")).toBe(true);
    expect(new Values({}, { CASTELLAN_TRACKED_ONLY: "0" }).on("tracked-only")).toBe(false);
    expect(new Values({}, {}).on("cache")).toBe(true);
    expect(new Values({ cache: false }, {}).on("cache")).toBe(false);
    expect(new Values({}, { CASTELLAN_NO_CACHE: "1" }).on("cache")).toBe(false);
  });

  it("takes no column from the variable that runs the sources of castellan", () => {
    expect(new Values({}, { CASTELLAN_SOURCE: "1" }).text("source")).toBeUndefined();
    expect(new Values({}, { CASTELLAN_SOURCE_COLUMN: "bank" }).text("source")).toBe("bank");
  });

  it("takes lists separated by commas, or given again", () => {
    expect(new Values({ only: ["models,data", "agents"] }, {}).list("only")).toEqual(["models", "data", "agents"]);
    expect(new Values({ output: ["json=a,b.json"] }, {}).list("output")).toEqual(["json=a,b.json"]);
  });

  it.each([
    [{ format: "fax" }, (values: Values) => values.text("format"), /--format takes one of/],
    [{ only: ["everything"] }, (values: Values) => values.list("only"), /--only takes one of/],
    [{ jobs: "-1" }, (values: Values) => values.count("jobs"), /positive number/],
    [{ jobs: "two" }, (values: Values) => values.count("jobs"), /positive number/],
  ])("refuses %j", (raw, read, message) => expect(() => read(new Values(raw, {}))).toThrow(message));
});

describe("flags", () => {
  it("have help, and a value unless they are switches", () => {
    for (const name of FLAG_NAMES) {
      const flag = flagOf(name);
      expect(flag.help.length, name).toBeGreaterThan(10);
      expect(flag.value === undefined, name).toBe(flag.kind === "switch");
      expect(variableOf(name)).toMatch(/^CASTELLAN_[A-Z_]+$/);
    }
  });

  it("have choices that castellan.yaml knows, too", async () => {
    const { ProjectSettings } = await import("@castellan/scan/settings");
    for (const name of FLAG_NAMES) {
      const { config, choices = [], kind } = flagOf(name);
      if (config === undefined) continue;
      for (const choice of choices)
        expect(ProjectSettings.safeParse({ [config]: kind === "choices" ? [choice] : choice }).success, `${config}: ${choice}`).toBe(true);
    }
  });
});
