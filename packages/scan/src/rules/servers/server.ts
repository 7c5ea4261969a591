import type { ServerProduct } from "../../../knowledge/posture/servers.ts";
import type { ProjectFile } from "../../project/facts.ts";

/**
 * From where a server is reached, as exposure counts it: 0 this machine or an inner network, 1 the cluster, 2 the
 * network of the machine, 3 the internet.
 */
export interface Reach {
  readonly level: 0 | 1 | 2 | 3;
  /** "port 8265", "the load balancer ray-head". */
  readonly by: string;
  /** Something in front may ask who calls. */
  readonly guarded?: boolean;
  readonly place?: { readonly file: string; readonly line: number; readonly resource: string };
}

/** A server that configuration or a script starts. */
export interface Server {
  /** `managed`: a container that a cloud runs; `unit`: a file of systemd. */
  readonly form: "compose" | "kubernetes" | "values" | "command" | "dockerfile" | "managed" | "unit";
  readonly product?: ServerProduct;
  /** With its tag; empty where only a command is known. */
  readonly image: string;
  /** Words of entry point and command. */
  readonly words: readonly string[];
  /** Variables with the values that are set here; undefined where they come from a secret or the shell. */
  readonly environment: ReadonlyMap<string, string | undefined>;
  /** More variables come from a file or an object that is not here. */
  readonly hidden: boolean;
  readonly reach: Reach;
  /** Configuration files of the project that are put into it. */
  readonly mounted: readonly ProjectFile[];
  readonly file: ProjectFile;
  readonly line: number;
  readonly resource?: string;
}

/** An image without tag and digest. */
export function bareImage(image: string): string {
  return image.replace(/@sha256:[0-9a-f]+$/i, "").replace(/:[^/:]*$/, "");
}

/** The tag of an image, "" where there is none. */
export function tagOf(image: string): string {
  const last = image.replace(/@sha256:[0-9a-f]+$/i, "");
  return /:([^/:]*)$/.exec(last)?.[1] ?? "";
}
