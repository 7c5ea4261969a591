import type { InspectionFinding, Visit } from "../interpreter.ts";
import type { ConfigValue } from "./config-value.ts";
import type { ConfigKind } from "./kinds.ts";

/** Looks at the values of a configuration as they pass by. */
export interface ConfigWatch {
  value(value: ConfigValue): void;
  /** After the last one. */
  finish?(): void;
}

/** What the watches share. */
export interface ConfigContext {
  readonly visit: Visit;
  /** By the name of the file, or by keys that have passed. */
  kind(): ConfigKind | undefined;
  /** Another reader judges the texts of this file. */
  foreign(): boolean;
  /** A finding at a value. */
  tell(finding: InspectionFinding, value: Pick<ConfigValue, "offset" | "line">): void;
}

export function contextOf(visit: Visit, kind: () => ConfigKind | undefined, foreign: () => boolean, name: string): ConfigContext {
  return {
    visit,
    kind,
    foreign,
    tell: (finding, { offset, line }) => {
      visit.finding({
        ...finding,
        loader: finding.loader ?? kind()?.loader ?? (/\.ya?ml$/i.test(name) ? "hydra.utils.instantiate" : "from_pretrained"),
        ...(offset === undefined ? {} : { offset }),
        ...(line === undefined ? {} : { message: `Line ${line}: ${finding.message}` }),
      });
    },
  };
}
