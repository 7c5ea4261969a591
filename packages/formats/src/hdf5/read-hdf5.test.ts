import { describe, expect, it } from "vitest";
import { bytesSource } from "../byte-source.ts";
import { concat } from "../protobuf/testing/protobuf-writer.ts";
import { type Hdf5Dataset, readHdf5 } from "./read-hdf5.ts";
import {
  ascii,
  attribute,
  BYTES,
  contiguous,
  dataspace,
  FLOAT32,
  fixedText,
  Hdf5Writer,
  link,
  type Message,
  opaque,
  UNDEFINED,
  u,
  VARIABLE_TEXT,
} from "./testing/hdf5-writer.ts";

interface Seen {
  readonly objects: string[];
  readonly links: string[];
  readonly attributes: string[];
  readonly datasets: Hdf5Dataset[];
  readonly problems: string[];
  readonly cycles: string[];
  readonly claims: [number, number][];
}

function read(bytes: Uint8Array): Seen {
  const seen: Seen = { objects: [], links: [], attributes: [], datasets: [], problems: [], cycles: [], claims: [] };
  const source = bytesSource(bytes);
  readHdf5(source, {
    claim: (start, end) => seen.claims.push([start, end]),
    object: (path) => seen.objects.push(path),
    attribute: ({ path, name, values }) =>
      seen.attributes.push(
        `${path}@${name}=${values.map(({ start, end }) => new TextDecoder().decode(source.read(start, end - start))).join("|")}`,
      ),
    link: (path, { kind, file, path: target }) => seen.links.push(`${path} ${kind} ${file ?? ""}:${target ?? ""}`),
    dataset: (dataset) => seen.datasets.push(dataset),
    cycle: (path) => seen.cycles.push(path),
    problem: ({ message }) => seen.problems.push(message),
  });
  return seen;
}

const data = (): Uint8Array => new Uint8Array(24).fill(7);

describe("readHdf5", () => {
  it("reads groups with symbol tables, soft links and datasets", () => {
    const writer = new Hdf5Writer();
    const set = writer.header(...contiguous(FLOAT32, writer.add(data()), 24, 2, 3));
    const inner = writer.header(writer.symbolTable([["kernel", set]]));
    const seen = read(
      writer.file(
        writer.header(
          writer.symbolTable([
            ["layer", inner],
            ["also", "/layer/kernel"],
          ]),
        ),
      ),
    );
    expect(seen.problems).toEqual([]);
    expect(seen.objects).toEqual(["/", "/layer", "/layer/kernel"]);
    expect(seen.links).toEqual(["/also soft :/layer/kernel"]);
    expect(seen.datasets).toMatchObject([
      { path: "/layer/kernel", dimensions: [2, 3], typeName: "float32", data: { bytes: 24, whole: true } },
    ]);
  });

  it("reads headers of version 2 and every kind of link", () => {
    const writer = new Hdf5Writer(48);
    const set = writer.newHeader(...contiguous(FLOAT32, writer.add(data()), 24, 6));
    const root = writer.newHeader(
      link("w", set),
      link("s", { path: "/w" }),
      link("e", { file: "/etc/passwd", path: "/a" }),
      link("u", "user"),
    );
    const seen = read(writer.file(root, 2));
    expect(seen.problems).toEqual([]);
    expect(seen.links).toEqual(["/s soft :/w", "/e external /etc/passwd:/a", "/u user :"]);
    expect(seen.datasets).toHaveLength(1);
  });

  it("reads attributes: fixed texts, texts of variable length, numbers", () => {
    const writer = new Hdf5Writer();
    const variable = writer.variableText('{"class_name": "Dense"}');
    const root = writer.header(
      attribute("fixed", fixedText(4), dataspace(2), ascii("ab\0\0cd\0\0")),
      attribute("model_config", VARIABLE_TEXT, dataspace(), variable),
      attribute("raw", opaque(3), dataspace(), ascii("xyz")),
    );
    const { attributes, problems } = read(writer.file(root));
    expect(problems).toEqual([]);
    expect(attributes.map((text) => text.replaceAll("\0", "."))).toEqual([
      "/@fixed=ab..|cd..",
      '/@model_config={"class_name": "Dense"}',
      "/@raw=xyz.....",
    ]);
  });

  it("reads attributes whose type has a name of its own", () => {
    const writer = new Hdf5Writer();
    const type = writer.header({ type: 0x03, data: VARIABLE_TEXT });
    const shared = concat(u(1, 2), u(1, 0), u(8, type));
    const name = ascii("model_config\0");
    const text = writer.variableText("{}");
    const space = dataspace();
    const data = concat(u(1, 3), u(1, 1), u(2, name.length), u(2, shared.length), u(2, space.length), u(1, 0), name, shared, space, text);
    const seen = read(writer.file(writer.header({ type: 0x0c, data })));
    expect(seen).toMatchObject({ problems: [], attributes: ["/@model_config={}"] });
    const lost = concat(
      u(1, 3),
      u(1, 1),
      u(2, name.length),
      u(2, 10),
      u(2, space.length),
      u(1, 0),
      name,
      u(1, 2),
      u(1, 0),
      UNDEFINED,
      space,
      text,
    );
    expect(read(writer.file(writer.header({ type: 0x0c, data: lost }))).problems).toHaveLength(1);
  });

  it("follows continuations of headers, and ends where they go in a circle", () => {
    const writer = new Hdf5Writer();
    const more = attribute("far", fixedText(2), dataspace(), ascii("ok"));
    const block = concat(
      u(2, more.type),
      u(2, Math.ceil(more.data.length / 8) * 8),
      u(4, 0),
      more.data,
      new Uint8Array((8 - (more.data.length % 8)) % 8),
    );
    const at = writer.add(block);
    const seen = read(writer.file(writer.header({ type: 0x10, data: concat(u(8, at), u(8, block.length)) })));
    expect(seen.attributes).toHaveLength(1);
    const circle = new Hdf5Writer();
    const root = circle.header({ type: 0x10, data: concat(u(8, 112), u(8, 24)) });
    expect(root).toBe(96);
    expect(read(circle.file(root)).problems).toEqual(["The continuations of an object header go in a circle."]);
  });

  it("names external storage, virtual layouts and filters", () => {
    const writer = new Hdf5Writer();
    const names = writer.add(concat(new Uint8Array(8), ascii("/etc/passwd\0\0\0\0\0")));
    const heap = writer.add(concat(ascii("HEAP"), u(4, 0), u(8, 24), u(8, 1), u(8, names)));
    const external: Message = { type: 0x07, data: concat(u(1, 1), u(3, 0), u(2, 1), u(2, 1), u(8, heap), u(8, 8), u(8, 0), u(8, 24)) };
    const filters: Message = {
      type: 0x0b,
      data: concat(u(1, 2), u(1, 2), u(2, 1), u(2, 0), u(2, 0), u(2, 32_001), u(2, 0), u(2, 0), u(2, 0)),
    };
    const virtual: Message = { type: 0x08, data: concat(u(1, 4), u(1, 3), u(8, 96), u(4, 0)) };
    const first = writer.header(...contiguous(FLOAT32, undefined, 24, 6), external);
    const second = writer.header({ type: 0x01, data: dataspace(6) }, { type: 0x03, data: FLOAT32 }, virtual, filters);
    const { datasets } = read(
      writer.file(
        writer.header(
          writer.symbolTable([
            ["a", first],
            ["b", second],
          ]),
        ),
      ),
    );
    expect(datasets.find(({ path }) => path === "/a")).toMatchObject({ externalFiles: ["/etc/passwd"] });
    expect(datasets.find(({ path }) => path === "/b")).toMatchObject({ layout: { kind: "virtual" }, filters: [1, 32_001] });
  });

  it("finds the chunks of a dataset by their tree", () => {
    const writer = new Hdf5Writer();
    const chunks = [writer.add(data()), writer.add(data())];
    const key = (size: number, offset: number) => concat(u(4, size), u(4, 0), u(8, offset), u(8, 0));
    const tree = writer.add(
      concat(
        ascii("TREE"),
        u(1, 1),
        u(1, 0),
        u(2, 2),
        UNDEFINED,
        UNDEFINED,
        key(24, 0),
        u(8, chunks[0] ?? 0),
        key(20, 6),
        u(8, chunks[1] ?? 0),
        key(0, 12),
      ),
    );
    const layout: Message = { type: 0x08, data: concat(u(1, 3), u(1, 2), u(1, 2), u(8, tree), u(4, 6), u(4, 4)) };
    const set = writer.header({ type: 0x01, data: dataspace(12) }, { type: 0x03, data: FLOAT32 }, layout);
    const { datasets, problems } = read(writer.file(writer.header(writer.symbolTable([["x", set]]))));
    expect(problems).toEqual([]);
    expect(datasets).toMatchObject([{ data: { bytes: 44, followed: true, first: [{ start: chunks[0] }, { start: chunks[1] }] } }]);
  });

  it("tells a group that holds a group around it", () => {
    const writer = new Hdf5Writer(48);
    const inner = writer.newHeader(link("up", 48), link("w", 48));
    expect(inner).toBe(48);
    expect(read(writer.file(inner, 2)).cycles).toEqual(["/up", "/w"]);
  });

  it("claims what it reads once, inside of the file", () => {
    const writer = new Hdf5Writer();
    const set = writer.header(...contiguous(BYTES, writer.add(data()), 24, 24));
    const bytes = writer.file(writer.header(writer.symbolTable([["x", set]])));
    const { claims } = read(bytes);
    expect(claims.every(([start, end]) => start >= 0 && end <= bytes.length && start < end)).toBe(true);
    const covered = new Uint8Array(bytes.length);
    for (const [start, end] of claims) covered.fill(1, start, end);
    expect(bytes.every((byte, index) => byte === 0 || covered[index] === 1)).toBe(true);
  });

  it.each<[string, (bytes: Uint8Array) => Uint8Array]>([
    ["a root outside of the file", (bytes) => bytes.with(64, 0xf0).with(65, 0xff)],
    ["an unknown superblock", (bytes) => bytes.with(8, 9)],
    ["addresses of seven bytes", (bytes) => bytes.with(13, 7)],
    ["half a file", (bytes) => bytes.subarray(0, 150)],
    ["a tree that is no tree", (bytes) => replaced(bytes, "TREE", "TRAP")],
    ["a heap that is no heap", (bytes) => replaced(bytes, "HEAP", "HEAD")],
    ["symbols that are none", (bytes) => replaced(bytes, "SNOD", "SNOW")],
  ])("reports %s", (_what, change) => {
    const writer = new Hdf5Writer();
    const set = writer.header(...contiguous(FLOAT32, writer.add(data()), 24, 6));
    const bytes = writer.file(writer.header(writer.symbolTable([["x", set]])));
    expect(read(change(bytes)).problems.length).toBeGreaterThan(0);
  });

  it("never throws and never takes long, whatever byte is changed", () => {
    const writer = new Hdf5Writer();
    const set = writer.header(
      ...contiguous(FLOAT32, writer.add(data()), 24, 6),
      attribute("a", VARIABLE_TEXT, dataspace(), writer.variableText("text")),
    );
    const bytes = writer.file(writer.header(writer.symbolTable([["x", set]])));
    const start = performance.now();
    for (let at = 0; at < bytes.length; at++) for (const value of [0, 0xff, (bytes[at] ?? 0) ^ 1]) read(bytes.with(at, value));
    expect(performance.now() - start).toBeLessThan(30_000);
  });
});

function replaced(bytes: Uint8Array, from: string, to: string): Uint8Array {
  const copy = bytes.slice();
  const at = new TextDecoder("latin1").decode(bytes).indexOf(from);
  copy.set(ascii(to), at);
  return copy;
}
