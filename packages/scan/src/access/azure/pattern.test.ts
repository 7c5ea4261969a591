import { expect, it } from "vitest";
import { actionFits } from "./pattern.ts";

it.each([
  ["*", "Microsoft.Storage/x", true],
  ["*/read", "Microsoft.Storage/storageAccounts/read", true],
  ["*/read", "Microsoft.Storage/storageAccounts/write", false],
  ["microsoft.storage/*/READ", "Microsoft.Storage/storageAccounts/read", true],
  ["Microsoft.Authorization/*/Write", "Microsoft.Authorization/roleAssignments/write", true],
  ["a*b*c", "axxbyyc", true],
  ["a*b*c", "axxcyyb", false],
  ["a*a", "a", false],
  ["", "a", false],
  ["ab", "abc", false],
])("%s fits %s: %s", (pattern, action, fits) => expect(actionFits(pattern, action)).toBe(fits));

it("stays linear on many stars", () => expect(actionFits("*a".repeat(5_000), "a".repeat(4_999))).toBe(false));
