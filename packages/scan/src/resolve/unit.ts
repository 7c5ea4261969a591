import type { SourceModule } from "@castellan/formats";
import type { ProjectFile } from "../project/facts.ts";

/** One file of code under resolution. */
export interface Unit {
  readonly file: ProjectFile;
  readonly module: SourceModule;
  /** `main` guard, notebook or script: its module body is a run. */
  readonly notebook: boolean;
}
