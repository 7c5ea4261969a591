import { expect, it } from "vitest";
import { joined } from "../testing/joined.ts";
import { storage } from "./index.ts";

it("puts an object into the bucket of its uri", () => {
  expect(
    joined(
      {},
      [
        { kind: "dataset", name: "s3a://feeds/day.csv", uri: "s3a://feeds/day.csv" },
        { kind: "storage", name: "feeds", key: "uri:s3://feeds", uri: "s3://feeds" },
        { kind: "dataset", name: "s3://{bucket}/x.csv", uri: "s3://{bucket}/x.csv" },
      ],
      [],
      storage,
    ).filter((line) => line.includes("->")),
  ).toEqual(["dataset s3a://feeds/day.csv -stored_in-> storage feeds"]);
});
