import type { Finding, Location, Suppression } from "@castellan/graph";
import type { InlineIgnore, Project, ProjectFile } from "../../project/facts.ts";

interface Seen {
  readonly file: ProjectFile;
  readonly ignore: InlineIgnore;
  /** First line below that is no ignore comment itself. */
  readonly last: number;
  used: boolean;
}

/** Inline ignores of a project: each holds for its own line and the line below its block. */
export class InlineIgnores {
  readonly #byFile = new Map<string, Seen[]>();
  readonly #today: string;

  constructor(project: Project, today: string) {
    this.#today = today;
    for (const file of project.files) {
      const { ignores } = file.facts;
      if (ignores.length === 0) continue;
      const lines = new Set(ignores.map(({ cell, line }) => `${cell ?? 0}:${line}`));
      this.#byFile.set(
        `${file.target}:${file.path}`,
        ignores.map((ignore): Seen => {
          let last = ignore.line + 1;
          while (lines.has(`${ignore.cell ?? 0}:${last}`)) last++;
          return { file, ignore, last, used: false };
        }),
      );
    }
  }

  /** The ignore that stands at a finding, if it has not run out. */
  match(finding: Finding): Suppression | undefined {
    const own = this.#matchAt(finding, finding.location);
    // What stands in a module is suppressed where it is called, too: the module may be somebody else's.
    if (own !== undefined || finding.location.resource?.startsWith("module.") !== true) return own;
    return finding.evidence.map((place) => this.#matchAt(finding, place)).find((found) => found !== undefined);
  }

  #matchAt(finding: Finding, location: Location): Suppression | undefined {
    if (location.file === undefined || location.line === undefined) return undefined;
    const [first, end] = [location.line, location.endLine ?? location.line];
    let found: Suppression | undefined;
    for (const seen of this.#byFile.get(`${location.target ?? 0}:${location.file}`) ?? []) {
      const { ignore, last } = seen;
      if (ignore.rule !== finding.rule || ignore.cell !== location.cell || last < first || ignore.line > end) continue;
      if (ignore.until !== undefined && ignore.until < this.#today) continue;
      seen.used = true;
      found ??= { by: "inline", reason: ignore.reason, ...(ignore.until === undefined ? {} : { until: ignore.until }) };
    }
    return found;
  }

  /** Ignores that suppressed nothing, or ran out, in the order of the files. */
  stale(): readonly string[] {
    return [...this.#byFile.values()]
      .flat()
      .filter(({ used }) => !used)
      .map(({ file, ignore }) => {
        const out = ignore.until !== undefined && ignore.until < this.#today;
        return `${file.path}:${ignore.cell === undefined ? "" : `cell ${ignore.cell}:`}${ignore.line} castellan-ignore ${ignore.rule} ${out ? `ran out on ${ignore.until ?? ""}` : "suppresses nothing"}`;
      });
  }
}
