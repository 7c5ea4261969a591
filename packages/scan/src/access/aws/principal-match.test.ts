import { describe, expect, it } from "vitest";
import { type Caller, callerNamed, closeness, namedBy } from "./principal-match.ts";

const ACCOUNT = "111111111111";
const ROLE: Caller = {
  kind: "role",
  names: [`arn:aws:iam::${ACCOUNT}:role/r`],
  session: `arn:aws:sts::${ACCOUNT}:assumed-role/r/s`,
  account: ACCOUNT,
};
const USER: Caller = { kind: "user", names: [`arn:aws:iam::${ACCOUNT}:user/u`], account: ACCOUNT };
const near = (type: string, value: string, caller: Caller): string => closeness({ type, value }, caller);

describe("closeness", () => {
  it("tells everybody, sessions and users from roles, and those from accounts", () => {
    expect(near("*", "*", ROLE)).toBe("direct");
    expect(near("AWS", "*", ROLE)).toBe("direct");
    expect(near("AWS", ROLE.session ?? "", ROLE)).toBe("direct");
    expect(near("AWS", ROLE.names[0] ?? "", ROLE)).toBe("role");
    expect(near("AWS", USER.names[0] ?? "", USER)).toBe("direct");
    expect(near("AWS", ACCOUNT, ROLE)).toBe("account");
    expect(near("AWS", `arn:aws:iam::${ACCOUNT}:root`, USER)).toBe("account");
    expect(near("AWS", "222222222222", USER)).toBe("none");
  });

  it("keeps services and those who do not say who they are to what names them", () => {
    const service: Caller = { kind: "service", names: ["lambda.amazonaws.com"] };
    expect(near("Service", "lambda.amazonaws.com", service)).toBe("direct");
    expect(near("AWS", "lambda.amazonaws.com", service)).toBe("none");
    expect(near("Service", "lambda.amazonaws.com", ROLE)).toBe("none");
    expect(near("AWS", ACCOUNT, { kind: "anonymous", names: [] })).toBe("none");
  });
});

describe("namedBy", () => {
  const deny = (...values: readonly string[]): string =>
    namedBy({ effect: "Deny", notPrincipals: values.map((value) => ({ type: "AWS", value })), conditions: [] }, USER);

  it("leaves out of a denial who is named with their account", () => {
    expect(deny(USER.names[0] ?? "", ACCOUNT)).toBe("none");
    expect(deny(USER.names[0] ?? "")).toBe("perhaps");
    expect(deny(ACCOUNT)).toBe("direct");
    expect(deny("arn:aws:iam::222222222222:user/x")).toBe("direct");
  });

  it("allows all but those whom NotPrincipal names", () => {
    const allow = (value: string): string => namedBy({ effect: "Allow", notPrincipals: [{ type: "AWS", value }], conditions: [] }, USER);
    expect(allow(ACCOUNT)).toBe("none");
    expect(allow("arn:aws:iam::222222222222:user/x")).toBe("direct");
  });
});

describe("callerNamed", () => {
  it.each([
    ["*", "anonymous", undefined],
    ["222222222222", "account", "222222222222"],
    ["arn:aws:iam::222222222222:root", "account", "222222222222"],
    ["arn:aws:iam::222222222222:user/x", "user", "222222222222"],
    ["arn:aws:sts::222222222222:federated-user/x", "federated-user", "222222222222"],
    ["AROAEXAMPLE", "role", undefined],
    ["", "role", undefined],
  ])("%s is %s", (value, kind, account) =>
    expect(callerNamed(value)).toMatchObject({ kind, ...(account === undefined ? {} : { account }) }),
  );
});
