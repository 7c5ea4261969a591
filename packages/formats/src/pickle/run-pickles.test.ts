import { describe, expect, test } from "vitest";
import { ATTACK, little, named, runText, short } from "./testing/run-text.ts";

const CALL = "os.system('id')";

describe("streams one after another", () => {
  test("an import and a call are told when they happen, also where the result is popped", () => {
    const { streams, told, anomalies } = runText("\x80\x02cos\nsystem\n(S'ls'\ntR0N.");
    expect(anomalies).toEqual([]);
    expect(told).toEqual(["import os.system", "os.system('ls')"]);
    expect(streams).toMatchObject([{ start: 0, end: 25, ended: "stop", protocol: 2, opcodes: 9, left: 0, result: { kind: "none" } }]);
  });

  test("streams that follow directly, as torch.save wrote them, with and without PROTO", () => {
    const { streams, anomalies } = runText("\x80\x02K\x01.\x80\x02K\x02.I3\n.(lp0\nI4\na.");
    expect(streams.map(({ start, end }) => [start, end])).toEqual([
      [0, 5],
      [5, 10],
      [10, 14],
      [14, 24],
    ]);
    expect(anomalies).toEqual([]);
  });

  test.each([
    ["zeros", "\x00".repeat(5000)],
    ["random-looking bytes", Array.from({ length: 5000 }, (_, index) => String.fromCharCode((index * 7919) % 251)).join("")],
    ["text", "Lorem ipsum dolor sit amet.\n".repeat(200)],
    ["opcodes that swallow", "\x80\x02X\xff\xff\xff\x7f"],
  ])("junk of %s before and behind a stream hides nothing", (_, junk) => {
    for (const around of [junk + ATTACK, ATTACK + junk, junk + ATTACK + junk + ATTACK])
      expect(runText(around).told.filter((told) => told === CALL)).toHaveLength(around.split("system").length - 1);
  });

  test.each([
    ["GLOBAL and REDUCE", "cos\nsystem\n(S'id'\ntR."],
    ["OBJ", "(cos\nsystem\nS'id'\no."],
    ["INST", "(S'id'\nios\nsystem\n."],
    ["STACK_GLOBAL with short texts", `${named("os", "system")}${short("id")}\x85R.`],
    ["STACK_GLOBAL with long texts and memo", `X${little(2, 4)}osq\x00X${little(6, 4)}systemr\x01\x00\x00\x00\x93${short("id")}\x85R.`],
    ["STACK_GLOBAL with lines", "Vos\np0\nS'system'\n\x93Vid\n\x85R."],
  ])("a stream without PROTO behind junk: %s", (_, stream) => {
    expect(runText(`\x00\x01\xff junk\xfe${stream}\x00\x00`).told).toContain(CALL);
  });

  test("letters before an import may belong to it or not: both are told", () => {
    const { told } = runText("\x00abccos\nsystem\n(S'id'\ntR.");
    expect(told).toContain(CALL);
    expect(told).toContain("cos.system('id')");
  });

  test("bytes that look like PROTO but are none leave no trace", () => {
    const { streams, effects, anomalies } = runText(`\x80\x02N.${"\x80\x02\x00\x00\x3f\x80\x04\x95\x01".repeat(500)}`);
    expect(streams).toHaveLength(1);
    expect(effects).toEqual([]);
    expect(anomalies).toEqual([]);
  });

  test("a first stream that is junk may reach into what follows it", () => {
    expect(runText(`\x93\x4e\x80${ATTACK}`).told).toContain(CALL);
  });

  test("nothing to read", () => {
    expect(runText("").streams).toEqual([]);
    expect(runText("\x80").streams).toMatchObject([{ ended: "truncated", start: 0, end: 0 }]);
  });
});

describe("linear time", () => {
  test.each([
    ["PROTO after PROTO", "\x80\x02"],
    ["streams that end in errors", "\x80\x02N\xff"],
    ["imports of nothing", "ca\nb\n"],
    ["lines", "c\n"],
    ["letters that begin imports", "c"],
    ["texts", "V"],
    ["short texts", "\x8c\x01a"],
    ["marks before INST", "(((((((((ia\nb\n"],
    ["lengths that reach to the end", "\x80\x02B\xf0\x00\x00\x00"],
    ["large operands that are looked at again and again", "\x80\x02B\x00\x00\x01\x00"],
    ["large texts that are looked at again and again", "\x80\x02X\x00\x80\x00\x00"],
    ["lines without end", "\x80\x04c"],
    ["tiny streams", "\x80\x02N."],
  ])("%s", (_, unit) => {
    const time = (size: number): number => {
      const text = unit.repeat(Math.ceil(size / unit.length));
      const start = performance.now();
      runText(text);
      return performance.now() - start;
    };
    time(20_000);
    const small = Math.max(5, time(50_000));
    // Eight times the bytes: a square would take 64 times as long.
    expect(time(400_000)).toBeLessThan(small * 40);
  });
});

describe("frames", () => {
  const frame = (length: number): string => `\x95${little(length, 8)}`;

  test("honest frames are read once", () => {
    const { streams, anomalies } = runText(`\x80\x04${frame(13)}${named("os", "system")}.`);
    expect(anomalies).toEqual([]);
    expect(streams).toMatchObject([{ ended: "stop", reading: "flat" }]);
  });

  /*
   * The frame ends within a text of 8 bytes, 2 of which are in it. For loads the text is those 8 bytes. A loader that
   * reads a file loses the 2 and takes 8 from behind the frame: it goes on 2 bytes farther.
   */
  const crossing = `\x80\x04${frame(4)}\x8c\x08xyabcdef`;

  test("an attack that only a loader sees that reads a file", () => {
    const attack = ATTACK.slice(2, -1);
    const { told, anomalies, streams } = runText(`${crossing}C${String.fromCharCode(attack.length)}${attack}.`);
    expect(told).toEqual(["import os.system", CALL]);
    expect(anomalies).toMatchObject([{ kind: "frame", fatal: false, offset: 11 }]);
    expect(streams.map(({ reading, result }) => [reading, result.kind])).toEqual([
      ["flat", "bytes"],
      ["frames", "object"],
    ]);
  });

  test("an attack that only pickle.loads sees", () => {
    // For the file the first two bytes of the import are part of the text.
    const { told, streams } = runText(`${crossing}cos\nsystem\nU\x02id\x85R.`);
    expect(streams.map(({ reading }) => reading)).toEqual(["flat", "frames"]);
    expect(told).toContain(CALL);
  });

  test("what comes before the difference is told once", () => {
    const { told } = runText(`${crossing.replace("\x95", `${named("os", "system")}${short("id")}\x85R0\x95`)}N0N0N.`);
    expect(told.filter((line) => line === CALL)).toHaveLength(1);
  });

  test.each([
    ["frames nest", `\x80\x04${frame(31)}NN0${frame(40)}${"N0".repeat(30)}N.`, /begins/],
    ["a frame is longer than what is left", `\x80\x04${frame(1000)}N.`, /are there/],
    ["STOP before the end", `\x80\x04${frame(4)}N.NN`, /before the end of its frame/],
    ["a length beyond all numbers", "\x80\x04\x95\xff\xff\xff\xff\xff\xff\xff\xffN.", /are there/],
  ])("%s", (_, text, message) => {
    const { anomalies, streams } = runText(text);
    expect(anomalies).toMatchObject([{ kind: "frame", fatal: false }]);
    expect(anomalies[0]?.message).toMatch(message);
    expect(streams[0]).toMatchObject({ ended: "stop" });
  });

  test("a stream that begins where a frame ends behind STOP is found", () => {
    const rest = `\x80\x04B${little(40, 4)}`;
    const { told } = runText(`\x80\x04${frame(2 + rest.length)}N.${rest}${ATTACK}${"\x00".repeat(60)}`);
    expect(told).toContain(CALL);
  });
});
