import { describe, expect, it } from "vitest";
import type { AccessGrant, AccessPlace } from "./grant.ts";
import { accessLines } from "./lines.ts";

const place = (uri: string): AccessPlace => ({ role: "storage", uri, means: { write: "write" } });
const grant = (name: string, at: number, says: string): AccessGrant => ({
  power: "write",
  principal: { kind: "role", name },
  effect: "allowed",
  how: "direct",
  actions: [],
  steps: [],
  statements: [{ says, file: "main.tf", line: 3 }],
  conditions: [],
  place: at,
});
const answer = (places: readonly AccessPlace[], grants: readonly AccessGrant[]) =>
  accessLines([{ asset: { id: "a", kind: "dataset", name: "rows" }, places, grants, facts: [], notSeen: [] }]);

describe("accessLines", () => {
  it("tells the same grant over several places once, and others by themselves", () => {
    const grants = [
      grant("trainer", 1, "Allow s3:PutObject"),
      grant("ci", 1, "Allow s3:*"),
      grant("trainer", 0, "Allow s3:PutObject"),
      grant("trainer", 1, "Allow s3:*"),
    ];
    expect(answer([place("s3://a"), place("s3://b")], grants)).toEqual([
      "dataset  rows",
      "",
      "WHERE IT STANDS",
      "  [1] storage: s3://a",
      "  [2] storage: s3://b",
      "",
      "WHO CAN WRITE IT",
      "  [1, 2] role trainer",
      "      Allow s3:PutObject  main.tf:3",
      "  [2] role ci",
      "      Allow s3:*  main.tf:3",
      "  [2] role trainer",
      "      Allow s3:*  main.tf:3",
    ]);
  });

  it("leaves numbers out where there is one place, and says where there is none", () => {
    expect(answer([place("s3://a")], [grant("ci", 0, "Allow s3:*")]).slice(-2)).toEqual(["  role ci", "      Allow s3:*  main.tf:3"]);
    expect(answer([], []).at(-1)).toBe("  it stands nowhere that grants access, as far as was read");
  });
});
