import type { Random } from "../../statistics/random.ts";
import type { Dataset, StringColumn } from "../../table/table.ts";

function strings(name: string, values: readonly string[]): StringColumn {
  const dictionary = [...new Set(values)];
  const positions = new Map(dictionary.map((value, index) => [value, index]));
  return { kind: "string", name, codes: Int32Array.from(values, (value) => positions.get(value) ?? -1), dictionary };
}

function rowsOf<T>(rows: number, make: (row: number) => T): T[] {
  return Array.from({ length: rows }, (_, row) => make(row));
}

/** Six numeric columns and two of categories; the label follows three of them with some noise. */
export function generatedTable(rows: number, random: Random): Dataset {
  const hidden = rowsOf(rows, () => random.normal());
  const noise = (scale: number): Float64Array => Float64Array.from(hidden, (value) => value + scale * random.normal());
  const columns = [noise(0.5), noise(1), noise(2), noise(9), noise(9), noise(0.7)];
  const city = rowsOf(
    rows,
    () => ["Bern", "Ulm", "Graz", "Lyon", "Turin", "Porto", "Ghent", "Malmö"][Math.floor(8 * random.unit() ** 2)] ?? "Bern",
  );
  const grade = hidden.map((value) => (value + random.normal() > 0.8 ? "A" : value > -0.5 ? "B" : "C"));
  const label = hidden.map((value, row) => ((value + (columns[1]?.[row] ?? 0)) / 2 + 0.3 * random.normal() > 0.3 ? "yes" : "no"));
  return {
    rows,
    ids: rowsOf(rows, String),
    features: [
      ...columns.map((values, index) => ({
        kind: "number" as const,
        name: `x${index}`,
        values: values.map((value) => Math.round(value * 100) / 100),
      })),
      strings("city", city),
      strings("grade", grade),
    ],
    label: strings("label", label),
  };
}

/** Sentences of a made-up vocabulary with Zipf frequencies, and a topic that makes some words likelier: `telling` of all words. */
export function generatedTexts(rows: number, random: Random, telling = 0.12): Dataset {
  const syllables = ["ka", "lo", "mi", "ter", "sun", "ver", "pal", "do", "ran", "fi", "gos", "bel"];
  const vocabulary = rowsOf(
    1500,
    (index) =>
      (syllables[index % 12] ?? "") + (syllables[Math.floor(index / 12) % 12] ?? "") + (syllables[Math.floor(index / 144) % 12] ?? ""),
  );
  const topics = ["news", "sport"];
  const label = rowsOf(rows, () => topics[random.below(2)] ?? "news");
  const text = label.map((topic) =>
    rowsOf(15 + random.below(20), () => {
      const common = vocabulary[Math.floor(1500 ** random.unit()) - 1] ?? "ka";
      const special = vocabulary[(topic === "news" ? 100 : 160) + random.below(60)] ?? "lo";
      return random.unit() < telling ? special : common;
    }).join(" "),
  );
  return { rows, ids: rowsOf(rows, String), features: [], label: strings("topic", label), text: [strings("text", text)] };
}

/** Grey pictures of 16 by 16: a bar across, upright or slanting, somewhere, with noise. */
export function generatedImages(rows: number, random: Random): Dataset {
  const size = 16;
  const kinds = ["across", "upright", "slanting"];
  const label = rowsOf(rows, () => kinds[random.below(3)] ?? "across");
  const pixels = new Uint8Array(rows * size * size);
  for (const [row, kind] of label.entries()) {
    const place = 6 + random.below(3);
    for (let step = 2; step < 14; step++)
      for (let wide = 0; wide < 2; wide++) {
        const x = kind === "upright" ? place + wide : step;
        const y = kind === "across" ? place + wide : kind === "upright" ? step : (step + place + wide) % size;
        pixels[(row * size + y) * size + x] = 180 + random.below(70);
      }
  }
  return {
    rows,
    ids: rowsOf(rows, String),
    features: [],
    label: strings("kind", label),
    images: { rows, width: size, height: size, channels: 1, pixels },
  };
}

/** Silhouettes of four kinds with stripes, shading and noise, 24 × 24: kinds are shapes that no single block of pixels tells. */
export function generatedShapes(rows: number, random: Random): Dataset {
  const size = 24;
  const kinds = ["box", "boot", "frame", "wedge"] as const;
  const label = rowsOf(rows, () => kinds[random.below(4)] ?? "box");
  const pixels = new Uint8Array(rows * size * size);
  for (const [row, kind] of label.entries()) {
    const [left, top, scale] = [11.5 + random.normal(), 11.5 + random.normal(), 0.85 + 0.3 * random.unit()];
    const [base, slope, phase, striped] = [90 + 130 * random.unit(), 4 * random.normal(), 6 * random.unit(), random.unit() < 0.5];
    for (let y = 0; y < size; y++)
      for (let x = 0; x < size; x++) {
        const [u, v] = [(x - left) / scale, (y - top) / scale];
        const inside = {
          box: Math.abs(u) < 7 && Math.abs(v) < 6,
          boot: Math.abs(v - 3) < 4 && Math.abs(u) < 9 && !(v < 1 && u > 0),
          frame: (u * u) / 90 + (v * v) / 25 < 1 || (u > 3 && v > -5 && v < 7 && u < 8),
          wedge: Math.abs(u) < 2 + (v + 9) * 0.35 && Math.abs(v) < 9,
        }[kind];
        if (inside)
          pixels[(row * size + y) * size + x] = Math.max(
            0,
            Math.min(255, base + slope * u + (striped ? 35 * Math.sin(phase + 1.8 * x) : 0) + 14 * random.normal()),
          );
      }
  }
  return {
    rows,
    ids: rowsOf(rows, String),
    features: [],
    label: strings("kind", label),
    images: { rows, width: size, height: size, channels: 1, pixels },
  };
}
