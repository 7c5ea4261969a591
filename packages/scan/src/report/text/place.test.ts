import { describe, expect, it } from "vitest";
import { comparePlaces, distinctPlaces, fileUri, placeText } from "./place.ts";

describe("placeText", () => {
  it.each([
    [{ file: "a.py", line: 3 }, "a.py:3"],
    [{ file: "a.ipynb", cell: 7 }, "a.ipynb cell 7"],
    [{ file: "a.ipynb", cell: 7, line: 2 }, "a.ipynb cell 7:2"],
    [{ resource: "aws_s3_bucket.x" }, "aws_s3_bucket.x"],
    [{ target: 1, file: "a.py" }, "[1] a.py"],
  ])("writes %j", (location, text) => {
    expect(placeText(location)).toBe(text);
  });
});

describe("places", () => {
  it("sorts by target, file, cell, line", () => {
    const places = [
      { file: "b", line: 1 },
      { file: "a", line: 10 },
      { file: "a", line: 9 },
      { target: 1, file: "0" },
    ];
    expect([...places].sort(comparePlaces).map(placeText)).toEqual(["a:9", "a:10", "b:1", "[1] 0"]);
  });
  it("keeps the first of equal places", () => {
    expect(distinctPlaces([{ file: "b" }, { file: "a" }, { file: "b" }, {}])).toEqual([{ file: "b" }, { file: "a" }]);
  });
  it("makes references that cannot become another scheme or an absolute path", () => {
    expect(fileUri("a b/c:d#?.py")).toBe("a%20b/c%3Ad%23%3F.py");
    expect(fileUri("/etc/passwd")).toBe("./etc/passwd");
    expect(fileUri("a\ud800")).toBe("a%EF%BF%BD");
  });
});
