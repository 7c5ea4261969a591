import { describe, expect, it } from "vitest";
import { printable, Terminal } from "./terminal.ts";
import { type Environment, type Raw, Values } from "./values.ts";

function terminal(options: { tty?: boolean; environment?: Environment; raw?: Raw; columns?: number } = {}) {
  const written = { out: "", error: "" };
  const { tty = true, environment = {}, raw = {}, columns = 100 } = options;
  const made = new Terminal({
    environment,
    out: { isTTY: tty, columns, write: (text) => (written.out += text) },
    error: { isTTY: tty, columns, write: (text) => (written.error += text) },
  });
  made.configure(new Values(raw, environment));
  return { made, written };
}

describe("Terminal", () => {
  it.each([
    [{}, true],
    [{ tty: false }, false],
    [{ environment: { NO_COLOR: "1" } }, false],
    [{ environment: { NO_COLOR: "" } }, true],
    [{ tty: false, environment: { FORCE_COLOR: "1" } }, true],
    [{ raw: { color: false }, environment: { FORCE_COLOR: "1" } }, false],
    [{ environment: { TERM: "dumb" } }, false],
  ])("has colour for %j: %s", (options, expected) => expect(terminal(options).made.color).toBe(expected));

  it("shows progress on a terminal only, and clears it before anything else", () => {
    const { made, written } = terminal();
    made.progress("reading 1 of 9", 1000);
    made.progress("too soon", 1010);
    made.result("done\n");

    expect(written.error).toBe("\r\u001b[2Kreading 1 of 9\r\u001b[2K");
    for (const silent of [{ tty: false }, { environment: { CI: "true" } }, { raw: { quiet: true } }]) {
      const other = terminal(silent);
      other.made.progress("x", 1000);
      expect(other.written.error).toBe("");
    }
  });

  it("writes notes as text, as JSON lines, or not at all", () => {
    const [text, json, quiet] = [terminal(), terminal({ raw: { logFormat: "json" } }), terminal({ raw: { quiet: true } })];
    for (const { made } of [text, json, quiet]) made.note("a \u202e note");
    quiet.made.fail("USAGE", "wrong");

    expect(text.written.error).toBe("a \ufffd note\n");
    expect(JSON.parse(json.written.error)).toEqual({ level: "info", message: "a \u202e note" });
    expect(quiet.written.error).toBe("castellan: wrong\n");
  });
});

it("prints no control or direction character", () => {
  expect(printable("a\u001b[31mb\u202ec\u200bd\n\te")).toBe("a\ufffd[31mb\ufffdc\ufffdd\n\te");
});
