import type { Case } from "./cases.ts";

/** A resource that our scan names in a case. */
export interface Named {
  readonly rule: string;
  readonly file: string;
  readonly resource: string;
}

export interface Comparison {
  /** Failing resources that are found, and those that are not. */
  readonly agreed: readonly string[];
  readonly missed: readonly string[];
  /** Passing resources that are left alone, and those that are found. */
  readonly quiet: readonly string[];
  readonly alarms: readonly string[];
}

/** What Checkov expects of a case beside what our rules for the check found there. */
export function compareCase(expected: Pick<Case, "passing" | "failing" | "failures">, found: readonly Named[]): Comparison {
  const resources = [...new Set(found.map(({ file, resource }) => `${file}|${resource}`))].map((key) => key.slice(key.indexOf("|") + 1));
  const isFound = (name: string): boolean => resources.some((resource) => same(name, resource));
  if (expected.failures !== undefined) return byNumber(expected.failures, resources.sort());
  // Where two files of a case give a passing and a failing resource one name, it says nothing.
  const both = new Set(expected.passing.filter((name) => expected.failing.includes(name)));
  const passing = expected.passing.filter((name) => !both.has(name));
  const failing = expected.failing.filter((name) => !both.has(name));
  return {
    agreed: failing.filter(isFound),
    missed: failing.filter((name) => !isFound(name)),
    quiet: passing.filter((name) => !isFound(name)),
    alarms: passing.filter(isFound),
  };
}

function byNumber(failures: number, resources: readonly string[]): Comparison {
  return {
    agreed: resources.slice(0, failures),
    missed: Array.from({ length: Math.max(0, failures - resources.length) }, () => "one of the failing"),
    quiet: [],
    alarms: resources.slice(failures),
  };
}

/** Checkov writes the type before a name of CloudFormation, ARM and Bicep; an address of ours need not. */
function same(name: string, resource: string): boolean {
  if (name === "*" || name === resource) return true;
  const [, type, own] = /^(Microsoft\.\w+(?:\/\w+)+)\.(.*)$/s.exec(name) ?? [];
  if (type !== undefined && own !== undefined) return resource === own || resource === `${type}/${own}`;
  if (/^[\w-]+::/.test(name)) return name.endsWith(`.${resource}`) || name.endsWith(`/${resource}`);
  return name.replace(/\[[^\]]*\]/g, "") === resource.replace(/\[[^\]]*\]/g, "");
}
