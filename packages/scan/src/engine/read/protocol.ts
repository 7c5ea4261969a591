import type { SourceSketch } from "./relevance.ts";

/* What the scan and its reading workers say to each other. Plain data. */

/** Handed to a worker at its start. */
export interface WorkerSetup {
  /** How names of files end, ".py": what they are read with is loaded before the first of them. */
  readonly endings: readonly string[];
  /** Folder for facts by content; undefined without a cache. */
  readonly cacheFolder?: string;
  /** Part of every cache key: tool, readers, catalogue. */
  readonly cacheVersion: string;
}

/** Said to a worker before its first task. */
export interface Briefing {
  /** Import roots that knowledge speaks of. */
  readonly modules: readonly string[];
}

export interface ReadTask {
  readonly id: number;
  /** Absolute. */
  readonly file: string;
  /** Folder that no file beside it may leave; absolute. */
  readonly root: string;
  /** Relative to its target; chooses the readers. */
  readonly path: string;
  /** `always`, `never` parse as source, or as the sketch of the file says. */
  readonly source: "always" | "never" | "if-relevant";
}

export interface ReadAnswer {
  readonly id: number;
  /** FileFacts as JSON: one string crosses threads faster than a tree. */
  readonly facts?: string;
  readonly sketch?: SourceSketch;
  /** Why the file could not be read: an error code of the file system or a message. */
  readonly failure?: string;
}

function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null;
}

export function isWorkerSetup(value: unknown): value is WorkerSetup {
  return (
    isRecord(value) &&
    Array.isArray(value["endings"]) &&
    typeof value["cacheVersion"] === "string" &&
    ["string", "undefined"].includes(typeof value["cacheFolder"])
  );
}

export function isBriefing(value: unknown): value is Briefing {
  return isRecord(value) && Array.isArray(value["modules"]);
}

function isReadTask(value: unknown): value is ReadTask {
  return (
    isRecord(value) &&
    typeof value["id"] === "number" &&
    typeof value["file"] === "string" &&
    typeof value["root"] === "string" &&
    typeof value["path"] === "string" &&
    typeof value["source"] === "string"
  );
}

export function isReadTasks(value: unknown): value is readonly ReadTask[] {
  return Array.isArray(value) && value.every(isReadTask);
}

export function isReadAnswer(value: unknown): value is ReadAnswer {
  return isRecord(value) && typeof value["id"] === "number" && (typeof value["facts"] === "string" || typeof value["failure"] === "string");
}
