import { type Arrangement, arrange, distancesFrom, type Edge, neighbourhood } from "./arrange.ts";
import { draw, go, make, type PageElement } from "./dom.ts";
import { DATA, shapeOf } from "./parts.ts";

const WIDTH = 168;
const HEIGHT = 34;

/** Edges in the direction in which data moves; where none moves, from the part to what needs it. */
export const EDGES: readonly Edge[] = DATA.relations.map((relation) =>
  relation.moves === 1
    ? { source: relation.from, target: relation.to, kind: relation.kind, feeble: false }
    : { source: relation.to, target: relation.from, kind: relation.kind, feeble: relation.moves === 0 },
);

function cut(text: string, length: number): string {
  const characters = Array.from(text);
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join("")}…`;
}

function worstSeverity(node: number): string | undefined {
  const severities = DATA.findings
    .filter((finding) => finding.asset === node && finding.suppressed === "")
    .map((finding) => finding.severity);
  return ["critical", "high", "medium", "low", "info"].find((severity) => severities.some((each) => each === severity));
}

export interface Picture {
  readonly arrangement: Arrangement;
  readonly edges: readonly Edge[];
  label(node: number): { readonly name: string; readonly word: string; readonly group: string; readonly severity?: string | undefined };
  open(node: number): void;
  readonly focus?: number /** Drawn stronger where nothing is in focus. */;
  readonly lineage?: readonly number[];
}

function edgePath([x1, y1]: readonly [number, number], [x2, y2]: readonly [number, number]): string {
  const [a, b] = [x1 + WIDTH / 2, x2 - WIDTH / 2];
  if (b > a) return `M${a} ${y1}C${(a + b) / 2} ${y1} ${(a + b) / 2} ${y2} ${b} ${y2}`;
  // Inside a column: round the right side, between the columns.
  if (Math.abs(x1 - x2) < WIDTH) return `M${a} ${y1}C${a + 44} ${y1} ${a + 44} ${y2} ${x2 + WIDTH / 2} ${y2}`;
  const low = Math.max(y1, y2) + HEIGHT;
  return `M${x1} ${y1 + HEIGHT / 2}C${x1} ${low} ${x2} ${low} ${x2} ${y2 + HEIGHT / 2}`;
}

/** An SVG of nodes and edges. Each node can be reached and opened with the keyboard. */
export function drawPicture(picture: Picture): PageElement {
  const { places } = picture.arrangement;
  const lines = picture.edges.flatMap((edge) => {
    const [source, target] = [places.get(edge.source), places.get(edge.target)];
    if (source === undefined || target === undefined) return [];
    const near =
      picture.focus === undefined
        ? picture.lineage?.includes(edge.source) === true && picture.lineage.includes(edge.target)
        : edge.source === picture.focus || edge.target === picture.focus;
    return [
      draw(
        "path",
        { d: edgePath(source, target), class: `edge${edge.feeble ? " feeble" : ""}${near ? " near" : ""}`, "marker-end": "url(#arrow)" },
        draw("title", {}, edge.kind.replaceAll("_", " ")),
      ),
    ];
  });
  const boxes = [...places].map(([node, [x, y]]) => {
    const { name, word, group, severity } = picture.label(node);
    const box = draw(
      "g",
      {
        class: `node ${group}${node === picture.focus ? " focus" : ""}`,
        transform: `translate(${x - WIDTH / 2} ${y - HEIGHT / 2})`,
        tabindex: "0",
        role: "link",
        "aria-label": `${name}, ${word}${severity === undefined ? "" : `, ${severity}`}`,
      },
      draw("title", {}, `${name} (${word})`),
      draw("rect", { width: WIDTH, height: HEIGHT, rx: 3 }),
      draw("rect", { class: "stripe", width: 4, height: HEIGHT, rx: 1.5 }),
      draw("text", { x: 12, y: 15, class: "name" }, cut(name, severity === undefined ? 23 : 20)),
      draw("text", { x: 12, y: 27, class: "word" }, cut(word, 28)),
      severity === undefined
        ? undefined
        : draw("text", { x: WIDTH - 9, y: 16, class: `badge ${severity}`, "text-anchor": "end" }, shapeOf(severity)),
    );
    box.addEventListener("click", () => picture.open(node));
    box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        picture.open(node);
      }
    });
    return box;
  });
  const arrow = draw(
    "marker",
    { id: "arrow", viewBox: "0 0 6 6", refX: 6, refY: 3, markerWidth: 7, markerHeight: 7, orient: "auto" },
    draw("path", { d: "M0 0L6 3L0 6z", class: "arrow" }),
  );
  const { width, height } = picture.arrangement;
  const shown = Math.max(width, 1040);
  return draw(
    "svg",
    {
      viewBox: `${(width - shown) / 2} 0 ${shown} ${height}`,
      preserveAspectRatio: "xMidYMid meet",
      role: "group",
      "aria-label": "Graph; the table below says the same",
    },
    draw("defs", {}, arrow),
    draw("g", {}, ...lines),
    draw("g", {}, ...boxes),
  );
}

export function assetLabel(node: number): ReturnType<Picture["label"]> {
  const asset = DATA.assets[node];
  return { name: asset?.name ?? "", word: asset?.word ?? "", group: asset?.group ?? "serving", severity: worstSeverity(node) };
}

/** A small picture around one asset. */
export function drawNeighbourhood(focus: number, limit: number): PageElement {
  const nodes = neighbourhood(focus, EDGES, limit, "both");
  if (nodes.length < 2) return make("p", { class: "empty" }, "Nothing is related to it.");
  const edges = EDGES.filter((edge) => nodes.includes(edge.source) && nodes.includes(edge.target));
  return drawPicture({
    arrangement: arrange(nodes, edges, distancesFrom(focus, nodes, edges)),
    edges,
    label: assetLabel,
    focus,
    open: (node) => go("asset", DATA.assets[node]?.id ?? ""),
  });
}
