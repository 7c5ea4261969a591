import type { RemoteFile } from "../remote/remote-file.ts";
import type { Inspection } from "../result.ts";

/* What the inspection of paths and its workers say to each other. Plain data. */

export type InspectTask =
  | {
      readonly id: number;
      /** Absolute. */
      readonly file: string;
      /** Folder that siblings may not leave; absolute. */
      readonly root: string;
      /** The asker takes the digest himself. */
      readonly withoutDigest?: true;
    }
  | {
      readonly id: number;
      readonly remote: RemoteFile;
      /** The other files of the same listing. */
      readonly beside: readonly RemoteFile[];
    };

export interface InspectAnswer {
  readonly id: number;
  readonly inspection?: Inspection;
  /** Why the file could not be opened or its reader did not end. */
  readonly failure?: string;
}

function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null;
}

export function isInspectTasks(value: unknown): value is readonly InspectTask[] {
  return (
    Array.isArray(value) &&
    value.every(
      (task: unknown) =>
        isRecord(task) &&
        typeof task["id"] === "number" &&
        ((typeof task["file"] === "string" && typeof task["root"] === "string") || isRecord(task["remote"])),
    )
  );
}

export function isInspectAnswer(value: unknown): value is InspectAnswer {
  return isRecord(value) && typeof value["id"] === "number" && (isRecord(value["inspection"]) || typeof value["failure"] === "string");
}
