import { type Arrangement, arrange, distancesFrom, type Edge, neighbourhood } from "./arrange.ts";
import { go, make, type PageElement } from "./dom.ts";
import { assetLabel, drawPicture, EDGES, type Picture } from "./graph-view.ts";
import { assetLink, choice, DATA, empty, heading, searchBox, sortedTable } from "./parts.ts";
import { steer } from "./steer.ts";

const LIMIT = 90;
const GROUPS: readonly (readonly [string, string])[] = [
  ["model", "models"],
  ["data", "data"],
  ["pipeline", "pipelines and runs"],
  ["agent", "agents, tools, prompts"],
  ["serving", "serving and infrastructure"],
];

function legend(): PageElement {
  return make(
    "p",
    { class: "legend" },
    ...GROUPS.map(([group, text]) => make("span", { class: `kind ${group}` }, text)),
    make("span", {}, "→ data moves"),
    make("span", {}, "⇢ uses, no data"),
  );
}

interface Choice {
  readonly focus: number | undefined;
  readonly direction: "both" | "up" | "down";
  readonly collapsed: boolean;
}

function overview(): { readonly arrangement: Arrangement; readonly nodes: readonly number[] } {
  const places = new Map(DATA.layout.nodes.map(([node, x, y]) => [node, [x, y] as const]));
  return { arrangement: { places, width: DATA.layout.width, height: DATA.layout.height }, nodes: [...places.keys()] };
}

/** One box a kind, with its number. */
function collapsed(nodes: readonly number[]): Picture {
  const words = [...new Set(nodes.map((node) => DATA.assets[node]?.word ?? ""))];
  const at = (node: number): number => words.indexOf(DATA.assets[node]?.word ?? "");
  const edges = new Map<string, Edge>();
  for (const edge of EDGES) {
    if (!nodes.includes(edge.source) || !nodes.includes(edge.target) || at(edge.source) === at(edge.target)) continue;
    const key = `${at(edge.source)} ${at(edge.target)}`;
    edges.set(key, {
      source: at(edge.source),
      target: at(edge.target),
      kind: edge.kind,
      feeble: edge.feeble && (edges.get(key)?.feeble ?? true),
    });
  }
  const list = [...edges.values()];
  const count = (word: string): number => nodes.filter((node) => DATA.assets[node]?.word === word).length;
  return {
    arrangement: arrange(
      words.map((_, place) => place),
      list,
    ),
    edges: list,
    label: (place) => ({
      name: words[place] ?? "",
      word: `${count(words[place] ?? "")} in this picture`,
      group: DATA.assets.find((asset) => asset.word === words[place])?.group ?? "serving",
    }),
    open: (place) => go("inventory", words[place] ?? ""),
  };
}

function picture(chosen: Choice): { readonly picture: Picture; readonly nodes: readonly number[]; readonly notice: string } {
  const { focus } = chosen;
  const open = (node: number): void =>
    go(...(focus === node ? ["asset", DATA.assets[node]?.id ?? ""] : ["graph", DATA.assets[node]?.id ?? ""]));
  if (focus === undefined) {
    const whole = overview();
    const left = DATA.assets.length - whole.nodes.length;
    const notice =
      left === 0
        ? "All assets."
        : `${whole.nodes.length} of ${DATA.assets.length} assets: those on the main lineage, with findings, or with most relations. Search for any other.`;
    const edges = EDGES.filter((edge) => whole.arrangement.places.has(edge.source) && whole.arrangement.places.has(edge.target));
    return {
      picture: chosen.collapsed
        ? collapsed(whole.nodes)
        : { arrangement: whole.arrangement, edges, label: assetLabel, open, lineage: DATA.lineage },
      nodes: whole.nodes,
      notice,
    };
  }
  const nodes = neighbourhood(focus, EDGES, LIMIT, chosen.direction);
  const edges = EDGES.filter((edge) => nodes.includes(edge.source) && nodes.includes(edge.target));
  const notice =
    nodes.length >= LIMIT
      ? `The nearest ${LIMIT} assets; there are more.`
      : `${nodes.length} assets are connected this way. Select the box in focus again for its page.`;
  return {
    picture: chosen.collapsed
      ? collapsed(nodes)
      : { arrangement: arrange(nodes, edges, distancesFrom(focus, nodes, edges)), edges, label: assetLabel, focus, open },
    nodes,
    notice,
  };
}

export function graphPage(id: string): PageElement {
  if (DATA.relations.length === 0) return make("section", {}, heading("Graph"), empty("There are no relations to draw."));
  const at = DATA.assets.findIndex((asset) => asset.id === id);
  const focus = at < 0 ? undefined : at;
  const frame = make("div", { class: "graph" });
  const notice = make("p", { class: "notice", "aria-live": "polite" });
  const below = make("details", { class: "rest" }, make("summary", {}, "The same as a table"));
  const table = sortedTable<Edge>(
    "Relations in this picture",
    [
      { title: "From", wide: true, sort: (edge) => DATA.assets[edge.source]?.name ?? "", cell: (edge) => assetLink(edge.source) },
      { title: "Relation", sort: (edge) => edge.kind, cell: (edge) => edge.kind.replaceAll("_", " ") },
      { title: "To", wide: true, sort: (edge) => DATA.assets[edge.target]?.name ?? "", cell: (edge) => assetLink(edge.target) },
    ],
    [],
    "No relation.",
  );
  below.append(table.element);
  const direction = choice("Lineage", "up and down", ["up: comes from", "down: feeds"], () => render());
  const group = make("input", { type: "checkbox" });
  group.addEventListener("change", () => render());
  const results = make("ul", { class: "results" });
  const search = searchBox("Find an asset", () => {
    const text = search.value();
    const found =
      text === ""
        ? []
        : DATA.assets
            .map((asset, place) => ({ asset, place }))
            .filter(({ asset }) => `${asset.name} ${asset.word}`.toLowerCase().includes(text))
            .slice(0, 8);
    results.replaceChildren(
      ...found.map(({ asset }) => make("li", {}, make("a", { href: `#graph/${asset.id}` }, asset.name), ` ${asset.word}`)),
    );
  });
  const controls = make("span", { class: "steer" });
  function render(): void {
    const word = direction.value();
    const made = picture({
      focus,
      direction: word.startsWith("up:") ? "up" : word.startsWith("down") ? "down" : "both",
      collapsed: group.checked,
    });
    const svg = drawPicture(made.picture);
    notice.textContent = made.notice;
    frame.replaceChildren(svg);
    controls.replaceChildren(
      ...steer(
        svg,
        frame,
        made.picture.arrangement,
        group.checked ? [] : made.picture.focus === undefined ? DATA.lineage : [made.picture.focus],
      ),
    );
    table.show(EDGES.filter((edge) => made.nodes.includes(edge.source) && made.nodes.includes(edge.target)));
  }
  render();
  const name = focus === undefined ? undefined : DATA.assets[focus]?.name;
  const whole = make("a", { href: "#graph" }, "Whole graph");
  return make(
    "section",
    {},
    heading("Graph", name === undefined ? "left feeds right" : `around ${name}`),
    make(
      "div",
      { class: "filters" },
      make("div", { class: "finder" }, search.element, results),
      focus === undefined ? undefined : direction.element,
      make("label", {}, group, " one box a kind"),
      controls,
      focus === undefined ? undefined : whole,
    ),
    frame,
    notice,
    legend(),
    below,
  );
}
