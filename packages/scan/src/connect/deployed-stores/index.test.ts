import { describe, expect, it } from "vitest";
import { type Draft, joined } from "../testing/joined.ts";
import { deployedStores } from "./index.ts";

const service: Draft = { kind: "vector-store", name: "qdrant", file: "compose.yml", attributes: { technology: "qdrant" } };
const image: Draft = { kind: "container-image", name: "qdrant/qdrant:v1", file: "compose.yml" };
const store = (name: string, technology = "qdrant"): Draft => ({ kind: "vector-store", name, file: "a.py", attributes: { technology } });

const lines = (...stores: readonly Draft[]): readonly string[] =>
  joined({}, [service, image, ...stores], [["vector-store qdrant", "uses_image", "container-image qdrant/qdrant:v1"]], deployedStores);

describe("stores of code and the services that hold them", () => {
  it("are one where there is one of each", () => {
    expect(lines(store("docs"))).toEqual([
      "container-image qdrant/qdrant:v1",
      "vector-store docs",
      "vector-store docs -uses_image-> container-image qdrant/qdrant:v1",
    ]);
  });

  it("share the image where a service holds several; others are apart", () => {
    expect(lines(store("docs"), store("notes"), store("faqs", "chroma"))).toEqual([
      "container-image qdrant/qdrant:v1",
      "vector-store docs",
      "vector-store docs -uses_image-> container-image qdrant/qdrant:v1",
      "vector-store faqs",
      "vector-store notes",
      "vector-store notes -uses_image-> container-image qdrant/qdrant:v1",
      "vector-store qdrant",
      "vector-store qdrant -uses_image-> container-image qdrant/qdrant:v1",
    ]);
  });
});
