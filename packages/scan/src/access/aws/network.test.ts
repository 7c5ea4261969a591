import { describe, expect, it } from "vitest";
import { inNetwork } from "./network.ts";

describe("inNetwork", () => {
  it.each([
    ["10.1.2.3", "10.0.0.0/8", true],
    ["11.1.2.3", "10.0.0.0/8", false],
    ["10.1.2.3", "10.1.2.3", true],
    ["10.1.2.3", "10.1.2.3/32", true],
    ["10.1.2.4", "10.1.2.3", false],
    ["203.0.113.9", "0.0.0.0/0", true],
    ["2001:db8::1", "2001:DB8::/32", true],
    ["2001:db9::1", "2001:db8::/32", false],
    ["::1", "::1", true],
    ["::ffff:10.0.0.1", "::ffff:10.0.0.0/104", true],
    // The two kinds of addresses do not meet.
    ["10.1.2.3", "::/0", false],
    ["2001:db8::1", "0.0.0.0/0", false],
    ["1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:0/112", true],
  ])("%s in %s: %s", (address, network, expected) => expect(inNetwork(address, network)).toBe(expected));

  it.each([
    ["10.0.0.0/33"],
    ["10.0.0.0/-1"],
    ["10.0.0.0/8/8"],
    ["10.0.0/8"],
    ["10.0.0.256"],
    ["text"],
    [""],
    ["::/129"],
    ["1::2::3/8"],
    [":::/8"],
    [`${":".repeat(50)}1`],
  ])("nothing lies in %s", (network) => {
    expect(inNetwork("10.0.0.1", network)).toBe(false);
    expect(inNetwork("::1", network)).toBe(false);
  });
});
