import type { ResourceEntry } from "@castellan/graph";
import { settingAt, UNREAD } from "../rules/settings/setting.ts";

/** Stands for resources of a type that a collector could not list: nobody knows whether there are any, or how they are. */
export function isStandIn({ address, attributes }: ResourceEntry): boolean {
  return address.endsWith("/*") && settingAt(attributes, UNREAD).includes("*");
}
