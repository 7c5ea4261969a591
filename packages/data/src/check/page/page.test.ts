import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { pngOf } from "../../page/png.ts";
import { Random } from "../../statistics/random.ts";
import type { Dataset } from "../../table/table.ts";
import type { FileChecked } from "../check-file.ts";
import type { Group } from "../evidence.ts";
import { generatedTable } from "../testing/generated.ts";
import { columnsOf, shapesOf } from "./column-shapes.ts";
import { renderCheckHtml } from "./html.ts";
import { checkPageData } from "./page-data.ts";
import { checkedOf } from "./testing/checked.ts";

const HOSTILE = '</script><img src=x onerror="alert(1)">';
const CALL = { file: "table.csv", roles: { label: "label" } };

/** 400 rows of which the first 20 hold a value of their own. */
function dataset(value = HOSTILE, rows = 400): Dataset {
  const table = generatedTable(rows, 5);
  const codes = Int32Array.from({ length: rows }, (_, row) => (row < 20 ? 1 : 0));
  return { ...table, features: [...table.features, { kind: "string", name: "note", codes, dictionary: ["as usual", value] }] };
}

const GROUP: Group = {
  kind: "trigger",
  description: `note ${HOSTILE}: 20 of 20 rows with it are labelled yes`,
  where: { note: HOSTILE },
  rows: Int32Array.from({ length: 20 }, (_, row) => row),
  p: 1e-12,
  attack: true,
};

function page(found: FileChecked): string {
  return renderCheckHtml(found.result, checkPageData(found, 1), CALL);
}

describe("the page of a check", () => {
  it("shows verdict, groups with examples, rows held back, power and what to do", () => {
    const html = page(checkedOf(dataset("odd words"), [{ ...GROUP, where: { note: "odd words" }, description: "note odd words" }]));
    expect(html).toMatch(/<h1>table\.csv <span class="verdict critical">◆ poisoned<\/span>/);
    expect(html).toContain("20 of 400 rows should be held back");
    expect(html).toContain("odd words: 100 % of these, 0 % of the rest");
    expect(html).toContain("castellan data clean table.csv --check check.json --output table.clean.csv");
    expect(html).toContain("labels flipped at random");
    expect(html.match(/<section class="group">/g)).toHaveLength(1);
  });

  it("lets nothing of the data out of its place", () => {
    const html = page(checkedOf(dataset(), [GROUP]));
    expect(html).not.toMatch(/<script|<img(?! src="data:image\/png)|onerror="/);
    expect(html).toContain("&lt;/script&gt;&lt;img src=x onerror=");
    const [, policy = ""] = /Content-Security-Policy" content="([^"]+)"/.exec(html) ?? [];
    expect(policy).toMatch(/^default-src 'none'; img-src data:; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'$/);
    expect(html).not.toMatch(/https?:\/\/| style=|<link|@import/);
  });

  it("masks personal data and secrets wherever a cell or a description is shown", () => {
    const value = "mail anna.muster@firma.de";
    const found = checkedOf(dataset(value), [{ ...GROUP, where: { note: value }, description: `note ${value}` }]);
    expect(page(found)).not.toContain("anna");
  });

  it("quotes a name of a file that a shell would run", () => {
    const found = checkedOf(dataset(), [GROUP]);
    const html = renderCheckHtml(found.result, checkPageData(found, 1), { file: "a'; rm -rf $HOME", roles: {} });
    expect(html).toContain("castellan data check &#39;a&#39;\\&#39;&#39;; rm -rf $HOME&#39;");
  });

  it("stays small with many rows, groups and columns, and says what it leaves out", () => {
    const wide = generatedTable(500, 8);
    const features = Array.from({ length: 300 }, (_, at) => ({ ...(wide.features[at % 6] ?? wide.features[0]!), name: `column ${at}` }));
    const groups = Array.from({ length: 60 }, (_, at) => ({ ...GROUP, where: {}, description: `group ${at}`, p: 1e-9 * (at + 1) }));
    const html = page(checkedOf({ ...wide, features }, groups));
    expect(html.length).toBeLessThan(400_000);
    expect(html).toContain("and 40 more in --format json");
    expect(html).toMatch(/and 181 more columns/);
  });

  it("shows how the file moved from trusted rows", () => {
    const own = generatedTable(600, 4);
    const moved: Dataset = {
      ...own,
      features: own.features.map((column) =>
        column.name === "x3" && column.kind === "number"
          ? { ...column, values: column.values.map((value, row) => (row < 300 ? value + 3 : value)) }
          : column,
      ),
    };
    const found = checkedOf(moved, [], 300);
    const html = page(found);
    expect(html).toMatch(/Against the trusted rows[\s\S]*x3<\/span> <span class="critical">◆ severe drift/);
    expect(html).not.toMatch(/x4<\/span> <span class="(?:critical|medium)/);
  });

  it("puts the same bytes out again, and says so plainly when there is nothing", () => {
    const found = checkedOf(dataset("as usual too"), []);
    expect(page(found)).toBe(page(found));
    expect(page(found)).toContain("<h2>Columns that were judged</h2>");
    expect(page(found)).toContain('<p class="empty">None.</p>');
  });

  it("shows the pictures of a group beside what sets them apart", () => {
    const random = new Random(3);
    const pixels = Uint8Array.from({ length: 60 * 64 }, (_, at) => (at < 20 * 64 && at % 64 === 63 ? 255 : random.below(90)));
    const images = { rows: 60, width: 8, height: 8, channels: 1, pixels };
    const ids = Array.from({ length: 60 }, (_, row) => String(row));
    const html = page(checkedOf({ rows: 60, ids, features: [], images }, [{ ...GROUP, where: {}, description: "a patch" }]));
    expect(html).toMatch(/<figure><img src="data:image\/png;base64,[\w+/=]+" width="56" alt="difference">/);
  });
});

describe("the shape of a column", () => {
  const rows = Int32Array.from([0, 1, 2, 3]);
  const shapeOf = (values: readonly number[]): ReturnType<typeof shapesOf>[number] | undefined =>
    shapesOf({ column: { kind: "number", name: "x", values: Float64Array.from(values) }, role: "feature" }, values.length, [rows])[0];

  it("keeps missing and endless values in sight, and sums to one", () => {
    const shape = shapeOf([Number.NaN, Number.POSITIVE_INFINITY, 1, 2, 3, 4, 5, Number.NEGATIVE_INFINITY]);
    expect(shape?.bins.at(-1)).toBe("missing");
    expect(shape?.held.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
    expect(shape?.rest.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
  });

  it("takes a column of one value, and one of none", () => {
    expect(shapeOf([7, 7, 7, 7, 7])).toMatchObject({ bins: ["7"], difference: 0 });
    expect(shapeOf([Number.NaN, Number.NaN, Number.NaN, Number.NaN, Number.NaN])).toMatchObject({ difference: 0 });
  });

  it("calls a difference that chance would give none", () => {
    const table = generatedTable(2000, 2);
    const drawn = new Random(1).shuffle(Int32Array.from({ length: 2000 }, (_, row) => row)).slice(0, 60);
    const beyond = columnsOf(table).map((column) => shapesOf(column, 2000, [drawn])[0]?.beyond ?? 0);
    expect(beyond.filter((value) => value > 0).length).toBeLessThanOrEqual(1);
  });
});

describe("a picture as PNG", () => {
  it("carries the pixels as they are", () => {
    const png = pngOf(Uint8Array.from([0, 128, 255, 7, 8, 9]), 3, 2, 1);
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect([png.readUInt32BE(16), png.readUInt32BE(20), png[24], png[25]]).toEqual([3, 2, 8, 0]);
    const length = png.readUInt32BE(33);
    expect([...inflateSync(png.subarray(41, 41 + length))]).toEqual([0, 0, 128, 255, 0, 7, 8, 9]);
  });
});
