import { deparseR, looksLikeRData, type RDataFacts, type RPlace, readRData } from "@castellan/formats";
import type { Interpreter, Visit } from "../interpreter.ts";
import { readStructure } from "../structure.ts";
import { type HarmfulCall, harmfulCalls } from "./harmful-calls.ts";
import { KNOWN_PACKAGES } from "./known-packages.ts";

/** Classes that R itself restores without more than their state. @see src/main/altclasses.c */
const SHIPPED_ALTREP = /^(?:compact_intseq|compact_realseq|deferred_string|wrap_(?:integer|logical|real|complex|raw|string|list))$/;
/** What R calls by itself. */
const HOOKS = new Set([
  ".First",
  ".Last",
  ".First.sys",
  ".Last.sys",
  ".First.lib",
  ".Last.lib",
  ".onLoad",
  ".onAttach",
  ".onUnload",
  ".onDetach",
]);
const GENERICS =
  /^(?:print|format|summary|toString|show|length|names|as\.\w+|predict|plot|dim|str|levels|unique|c|rep|\$|\[|\[\[|\$<-|\[<-|Ops|Math)\./;

/** Data of R, decompressed: objects of saveRDS and workspaces of save. */
export const rData: Interpreter = {
  id: "r-data",
  accepts: ({ source }) => looksLikeRData(source),
  inspect: (subject, visit) => {
    const facts = readStructure(subject, visit, () => readRData(subject.source));
    if (facts === undefined) {
      visit.format("rdata");
      return;
    }
    visit.format(facts.format === "rda" ? "rdata" : "rds");
    visit.claim(0, facts.end, "object");
    visit.spend("operations", Math.min(facts.items, 10_000_000));
    visit.fact("writer", `R ${facts.writer}`);
    if (facts.classes.length > 0)
      visit.fact(
        "classes",
        facts.classes.slice(0, 20).map((name) => name.slice(0, 60)),
      );
    judgePromises(facts, visit);
    judgeCode(facts, visit);
    judgeAltreps(facts, visit);
    for (const { name, offset } of facts.persistent)
      visit.finding({
        rule: "r-persistent-name",
        offset,
        message: `The value ${JSON.stringify(name.slice(0, 80))} is to come from the program that loads the file.`,
      });
    for (const name of facts.namespaces)
      if (!KNOWN_PACKAGES.has(name))
        visit.finding({ rule: "r-namespace", message: `Restoring the object loads the package ${JSON.stringify(name.slice(0, 80))}.` });
    if (facts.pointers > 0) visit.finding({ rule: "r-native-pointer", message: `${facts.pointers} pointers are empty after loading.` });
    if (facts.cut) visit.incomplete("More functions, calls or classes than are kept for judgement.");
  },
};

function placed({ name, holder }: RPlace): string {
  if (holder === "root") return "The object";
  if (name !== "") return `${holder === "frame" ? "The variable" : "The object"} ${JSON.stringify(name.slice(0, 80))}`;
  return "A part of the object";
}

function reached(calls: readonly HarmfulCall[]): string {
  return calls
    .slice(0, 5)
    .map(({ name, reach }) => `${name} (${reach})`)
    .join(", ");
}

function callOf(calls: readonly HarmfulCall[]): { readonly call?: { readonly callable: string; readonly arguments: readonly string[] } } {
  const [first] = calls;
  return first === undefined ? {} : { call: { callable: first.name, arguments: first.arguments } };
}

function judgePromises(facts: RDataFacts, visit: Visit): void {
  for (const { promise, ...place } of facts.promises) {
    const { code, offset, evaluated } = promise;
    if (evaluated && place.holder === "frame") continue;
    const calls = harmfulCalls(code);
    // A promise whose value is there is read, not run.
    const inFrame = place.holder === "frame" || evaluated;
    const excerpt = deparseR(code);
    visit.finding({
      rule: inFrame ? "r-lazy-value" : "r-promise",
      offset,
      ...(inFrame && !evaluated && calls.length > 0 ? { verdict: "malicious" as const } : {}),
      message: `${placed(place)} is a promise: reading it evaluates ${excerpt.slice(0, 200)}.`,
      ...callOf(calls),
      loader: facts.format === "rda" ? "load" : "readRDS",
      excerpt,
    });
  }
}

function judgeCode(facts: RDataFacts, visit: Visit): void {
  for (const { closure, ...place } of facts.closures) {
    const calls = harmfulCalls(closure, () => visit.incomplete("A function is too long to be judged to its end.", closure.offset));
    const hook = HOOKS.has(place.name) && place.holder === "binding";
    const common = { offset: closure.offset, excerpt: deparseR(closure.body), ...callOf(calls) };
    if (hook)
      visit.finding({
        rule: "r-hook",
        ...common,
        ...(calls.length > 0 ? { verdict: "malicious" as const } : {}),
        message: `R calls ${place.name} by itself${calls.length > 0 ? `; it reaches ${reached(calls)}` : ""}.`,
        loader: "load",
      });
    else if (calls.length > 0) {
      const generic = GENERICS.test(place.name) ? " It is a method that R calls when the object is printed or used." : "";
      visit.finding({ rule: "r-code", ...common, message: `${placed(place)} is a function that reaches ${reached(calls)}.${generic}` });
    }
  }
  for (const { call, offset, ...place } of facts.calls) {
    const calls = harmfulCalls(call, () => visit.incomplete("A call is too long to be judged to its end.", offset));
    if (calls.length > 0)
      visit.finding({
        rule: "r-code",
        offset,
        message: `${placed(place)} holds a call that reaches ${reached(calls)}.`,
        excerpt: deparseR(call),
        ...callOf(calls),
      });
  }
  if (facts.closures.length > 0)
    visit.finding({ rule: "r-functions", message: `The object holds ${facts.closures.length} functions; loading calls none of them.` });
}

function judgeAltreps(facts: RDataFacts, visit: Visit): void {
  for (const { class: name, package: source, offset, state } of facts.altreps)
    if (source !== "base" || !SHIPPED_ALTREP.test(name))
      visit.finding({
        rule: "r-altrep",
        offset,
        // Mapped vectors open the file that their state names.
        ...(name.startsWith("mmap_") ? { verdict: "malicious" as const, excerpt: deparseR(state) } : {}),
        message: `A compact vector of class ${JSON.stringify(name.slice(0, 80))} of package ${JSON.stringify(source.slice(0, 80))}: its native code restores it.`,
      });
}
