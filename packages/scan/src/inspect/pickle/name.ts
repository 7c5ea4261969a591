import { mapPython2, type PickleGlobal } from "@castellan/formats";
import type { Verdict } from "../interpreter.ts";
import { type AllowedName, allowedName, reExportedClass } from "./allow-list.ts";
import { type Capability, capabilitiesOf, isHarmfulMethod } from "./capabilities.ts";

/** "imported": malicious in a stream that loads to its end, else nothing has happened. */
export type ImportVerdict = Verdict | "imported";

/** What importing a name means. */
export interface NameJudgement {
  readonly verdict: Verdict;
  /** As CPython 3 imports it. */
  readonly module: string;
  readonly name: string;
  /** `module.name` */
  readonly callable: string;
  /** Only where it is allowed. */
  readonly allowed?: AllowedName;
  readonly rule?: string;
  /** Why, as the end of a sentence about the name. */
  readonly reason: string;
  /** It gives back things by name: what it returns is as bad as it can be. */
  readonly resolver: boolean;
  /** Makes functions, classes or code objects of what stands in the stream. */
  readonly code: boolean;
  /** `verdict` is that of a call; this of an import, and of being handed to something that is called or made. */
  readonly kept: readonly [imported: ImportVerdict, handedOn: Verdict];
}

const RANK = { benign: 0, suspicious: 1, malicious: 2 } as const;
const MAX_KEPT = 20_000;
const judged = new Map<string, NameJudgement>();
/** A stream imports a name once and calls it a million times. */
const ofGlobal = new WeakMap<PickleGlobal, NameJudgement>();

/** Judges a name that a stream imports; names of Python 2 in both of their meanings, of which the worse counts. */
export function judgeName(global: PickleGlobal): NameJudgement {
  let judgement = ofGlobal.get(global);
  if (judgement === undefined) {
    judgement = judgeText(global);
    ofGlobal.set(global, judgement);
  }
  return judgement;
}

function judgeText({ module, name, computed }: PickleGlobal): NameJudgement {
  const key = `${computed}\0${module}\0${name}`;
  const known = judged.get(key);
  if (known !== undefined) return known;
  const result = withComputed(bothReadings(module, name), computed);
  if (judged.size >= MAX_KEPT) judged.clear();
  judged.set(key, result);
  return result;
}

function bothReadings(module: string, name: string): NameJudgement {
  // Loaders map under protocols 0 to 2; under others the old name is that of a module that only Python 2 has.
  const mapped = mapPython2(module, name, 2);
  const three = judgeWritten(mapped.module, mapped.name);
  if (mapped.module === module && mapped.name === name) return three;
  if (three.allowed !== undefined) return three;
  const two = judgeWritten(module, name);
  return RANK[two.verdict] > RANK[three.verdict] ? two : three;
}

function withComputed(judgement: NameJudgement, computed: PickleGlobal["computed"]): NameJudgement {
  if (computed === "no") return judgement;
  if (computed === "unknown") {
    const { allowed: _, ...rest } = judgement;
    return {
      ...rest,
      kept: ["malicious", "malicious"],
      verdict: "malicious",
      rule: "pickle-computed-name",
      resolver: true,
      reason: "is put together while loading, from what no reader can know",
    };
  }
  if (judgement.verdict === "malicious") return { ...judgement, kept: ["malicious", "malicious"] };
  if (judgement.verdict !== "benign") return judgement;
  return {
    ...judgement,
    verdict: "suspicious",
    kept: ["suspicious", "suspicious"],
    rule: "pickle-computed-name",
    reason: "is put together while loading",
  };
}

/** One reading of a name. */
function judgeWritten(module: string, name: string): NameJudgement {
  const callable = module === "" ? name : `${module}.${name}`;
  const base = { module, name, callable, resolver: false, code: false };
  const allowed = allowedName(module, name);
  if (allowed !== undefined) return { ...base, verdict: "benign", allowed, reason: "", kept: ["benign", "benign"] };
  if (name.includes(".")) {
    const walk = judgeWalk(module, name);
    if (walk !== undefined) return { ...base, ...walk, kept: ["suspicious", "malicious"] };
    if (isMethodOfListed(module, name)) return { ...base, ...METHOD, verdict: isHarmfulMethod(name) ? "malicious" : "suspicious" };
  }
  const capability = capabilitiesOf(module, name);
  const moved = capability.kind === "unlisted" ? reExportedClass(module, name) : undefined;
  if (moved !== undefined) return { ...base, verdict: "benign", allowed: moved, reason: "", kept: ["benign", "benign"] };
  return {
    ...base,
    ...fromCapability(capability),
    kept: keptVerdicts(capability, module, name),
    code: capability.kind === "code",
    reason: homoglyph(module, name) ?? capability.reason,
  };
}

/** A method is kept as a value by estimators; what it does when a stream calls it is another matter. */
const METHOD = {
  rule: "pickle-unexpected-arguments",
  reason: "is a method of a listed class, which no library calls when a file is loaded",
  kept: ["benign", "benign"],
} as const;

/** Importing does no harm by itself but where the module acts when it is imported. */
function keptVerdicts({ kind, derived }: Capability, module: string, name: string): NameJudgement["kept"] {
  // dill hands it on; its calls are judged one by one.
  if (name === "setattr" || name === "_eval_repr") return ["suspicious", "suspicious"];
  if (kind !== "capable") return ["suspicious", "suspicious"];
  if (ACTS_ON_IMPORT.test(module)) return ["malicious", "malicious"];
  return derived === true ? ["suspicious", "suspicious"] : ["imported", "malicious"];
}

const ACTS_ON_IMPORT = /^(?:antigravity|this|idlelib\.idle|turtledemo)$|\.__main__$/;

/** `Class.method` of a class that a library's models are made of: kept as a value. */
function isMethodOfListed(module: string, name: string): boolean {
  const dot = name.lastIndexOf(".");
  const owner = allowedName(module, name.slice(0, dot));
  return (
    owner !== undefined &&
    owner.entry.role === "class" &&
    owner.profile !== "standard-library-data" &&
    capabilitiesOf(module, name).kind !== "capable"
  );
}

function fromCapability({ kind, reach }: Capability): Pick<NameJudgement, "verdict" | "rule" | "resolver"> {
  const resolver = reach.includes("resolver") || reach.includes("import");
  switch (kind) {
    case "capable":
      return { verdict: "malicious", rule: "pickle-code-execution", resolver };
    case "code":
      return { verdict: "suspicious", rule: "pickle-code-object", resolver: false };
    default:
      return { verdict: "suspicious", rule: "pickle-unknown-import", resolver: false };
  }
}

/**
 * A dotted name is looked up segment by segment by CPython from protocol 4 on. What the catalogue does not list as a
 * whole is a method or nested class at best; a segment that is a module or has a meaning to the interpreter leads out
 * of the class or module that is named.
 */
function judgeWalk(module: string, name: string): Pick<NameJudgement, "verdict" | "rule" | "reason" | "resolver"> | undefined {
  const segments = name.split(".");
  const bad = (segment: string, what: string): Pick<NameJudgement, "verdict" | "rule" | "reason" | "resolver"> => ({
    verdict: "malicious",
    rule: "pickle-attribute-walk",
    reason: `leads through ${JSON.stringify(segment)}, ${what}`,
    resolver: true,
  });
  for (const [index, segment] of segments.entries()) {
    if (/^__\w+__$/.test(segment) && !HARMLESS_DUNDERS.has(segment)) return bad(segment, "which the interpreter gives a meaning");
    if (index < segments.length - 1) {
      const bare = segment.replace(/^_+/, "");
      if (capabilitiesOf(bare, segments[index + 1] ?? "").kind === "capable") return bad(segment, "another module");
    }
  }
  const [first = ""] = segments;
  const owner = capabilitiesOf(module, first);
  if (owner.door) return bad(first, "another module");
  return undefined;
}

const HARMLESS_DUNDERS: ReadonlySet<string> = new Set(["__name__", "__doc__", "__version__", "__qualname__"]);

function homoglyph(module: string, name: string): string | undefined {
  return /^[\x20-\x7e]*$/.test(module + name) ? undefined : "is on no list, and is written with characters that look like others";
}
