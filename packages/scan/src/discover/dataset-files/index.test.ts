import { describe, expect, it } from "vitest";
import { discovered } from "../testing/project-of.ts";
import { readProject } from "../testing/read-project.ts";
import { datasetFiles } from "./index.ts";

const csv = (rows: number): string => `id,text\n${Array.from({ length: rows }, (_, row) => `${row},hello`).join("\n")}\n`;
const records = (rows: number): string => JSON.stringify(Array.from({ length: rows }, (_, id) => ({ id, key: "x" })));
const names = async (files: { readonly [path: string]: string }): Promise<readonly string[]> =>
  discovered(await readProject(files), datasetFiles).names();

describe("dataset-files", () => {
  it("takes tables of fifty rows, layouts and splits", async () => {
    expect(
      await names({
        "sales.csv": csv(50),
        "small.csv": csv(49),
        "data/tiny.csv": csv(2),
        "train.csv": csv(3),
        "app/users.json": records(60),
        "app/few.json": records(5),
      }),
    ).toEqual(["dataset app/users.json", "dataset data/tiny.csv", "dataset sales.csv", "dataset train.csv"]);
  });
  it("keeps configuration, locales, lock files, snapshots and fixtures out", async () => {
    expect(
      await names({
        "locales/en.json": records(80),
        "i18n/messages.json": records(80),
        "package-lock.json": '{"lockfileVersion": 3, "packages": {}}',
        "tsconfig.json": "{}",
        "tests/fixtures/a.csv": csv(90),
        "__snapshots__/a.csv": csv(90),
        "test_data/b.csv": csv(90),
        "drizzle/meta/0000_snapshot.json": records(80),
        "src/data/index.ts": "export const a = 1;",
        "data/config.json": '{"a": 1}',
        "data/README.md": "# x",
        "de.json": records(90),
        "requirements.txt": "a\n".repeat(60),
        "schema.json": records(70),
        "logs/a.jsonl": '{"a":1}\n'.repeat(90),
      }),
    ).toEqual([]);
  });
  it("makes one data set of shards", async () => {
    expect(
      await names({
        "data/parts/part-0.csv": csv(60),
        "data/parts/part-1.csv": csv(60),
        "data/train-00000-of-00002.jsonl": '{"a":1}\n',
        "data/train-00001-of-00002.jsonl": '{"a":1}\n',
        "data/test.csv": csv(1),
      }),
    ).toEqual(["dataset data/parts", "dataset data/test.csv", "dataset data/train-*-of-*.jsonl"]);
  });
  it("counts shards together and gives digests and columns", async () => {
    const found = discovered(
      await readProject({ "data/parts/part-0.csv": csv(60), "data/parts/part-1.csv": csv(60), "x.csv": csv(70) }),
      datasetFiles,
    );
    expect(found.assets.find(({ name }) => name === "data/parts")?.attributes).toMatchObject({ rows: 120, files: 2 });
    const single = found.assets.find(({ name }) => name === "x.csv");
    expect(single?.attributes).toMatchObject({
      rows: 70,
      rowsExact: true,
      columns: [
        { name: "id", type: "integer" },
        { name: "text", type: "text" },
      ],
    });
    expect(single?.digests?.["sha256"]).toMatch(/^[0-9a-f]{64}$/);
  });
});
