import type { PageAsset } from "../page-data.ts";
import { datasetSection } from "./dataset.ts";
import { go, make, type PageElement } from "./dom.ts";
import { findingItem } from "./findings.ts";
import { drawNeighbourhood } from "./graph-view.ts";
import { assetLink, choice, DATA, distinct, empty, heading, place, searchBox, shapeOf, sortedTable } from "./parts.ts";

interface Row {
  readonly asset: PageAsset;
  readonly at: number;
  readonly findings: readonly number[];
}

const ORDER = ["critical", "high", "medium", "low", "info"];

function rows(): Row[] {
  const found = new Map<number, number[]>();
  DATA.findings.forEach((finding, at) => {
    if (finding.asset >= 0 && finding.suppressed === "") found.set(finding.asset, [...(found.get(finding.asset) ?? []), at]);
  });
  return DATA.assets.map((asset, at) => ({ asset, at, findings: found.get(at) ?? [] }));
}

function worst(row: Row): number {
  return Math.min(...row.findings.map((at) => ORDER.indexOf(DATA.findings[at]?.severity ?? "info")), ORDER.length);
}

function mark(row: Row): PageElement | string {
  const severity = ORDER[worst(row)];
  return severity === undefined
    ? ""
    : make("span", { class: `severity ${severity}`, title: severity }, `${shapeOf(severity)} ${row.findings.length}`);
}

export function inventoryPage(kind: string): PageElement {
  const all = rows();
  const update = (): void =>
    table.show(
      all.filter(
        (row) =>
          (kinds.value() === "" || row.asset.word === kinds.value()) &&
          (scope.value() === "" || row.asset.scope === scope.value()) &&
          (owner.value() === "" || row.asset.owner === owner.value()) &&
          (search.value() === "" ||
            `${row.asset.name} ${row.asset.places.join(" ")} ${row.asset.owner}`.toLowerCase().includes(search.value())),
      ),
    );
  const search = searchBox("Search names and places", update);
  const kinds = choice("Kind", "every kind", distinct(DATA.assets.map((asset) => asset.word)), update);
  const scope = choice("Scope", "every scope", distinct(DATA.assets.map((asset) => asset.scope)), update);
  const owner = choice("Owner", "every owner", distinct(DATA.assets.map((asset) => asset.owner)), update);
  const table = sortedTable<Row>(
    "Inventory",
    [
      { title: "Kind", sort: (row) => row.asset.word, cell: (row) => make("span", { class: `kind ${row.asset.group}` }, row.asset.word) },
      { title: "Name", wide: true, sort: (row) => row.asset.name.toLowerCase(), cell: (row) => assetLink(row.at) },
      { title: "Findings", sort: (row) => worst(row) * 1000 - row.findings.length, cell: mark },
      { title: "Defined at", wide: true, sort: (row) => row.asset.places[0] ?? "", cell: (row) => place(row.asset.places[0] ?? "") },
      { title: "Seen", numeric: true, sort: (row) => -row.asset.places.length, cell: (row) => String(row.asset.places.length) },
      { title: "Lifecycle", sort: (row) => row.asset.lifecycle, cell: (row) => row.asset.lifecycle },
      { title: "Scope", sort: (row) => row.asset.scope, cell: (row) => row.asset.scope },
      { title: "Owner", sort: (row) => row.asset.owner, cell: (row) => row.asset.owner },
    ],
    all,
    DATA.assets.length === 0 ? `No AI in ${DATA.counts.files} files.` : "Nothing fits these filters.",
  );
  kinds.choose(kind);
  update();
  return make(
    "section",
    {},
    heading("Inventory", `${DATA.assets.length} assets, ${DATA.relations.length} relations`),
    make("div", { class: "filters" }, search.element, kinds.element, scope.element, owner.element),
    table.element,
  );
}

interface Link {
  readonly verb: string;
  readonly other: number;
  readonly strength: string;
  readonly place: string;
}

function links(at: number, up: boolean): Link[] {
  return DATA.relations
    .filter((relation) => {
      if (relation.from !== at && relation.to !== at) return false;
      // Up: what this asset is fed by; down: what it feeds. A relation that moves no data counts by its verb.
      const moves = relation.moves === 0 ? -1 : relation.moves;
      return (moves === 1 ? relation.to === at : relation.from === at) === up;
    })
    .map((relation) => ({
      verb: relation.from === at ? relation.kind.replaceAll("_", " ") : `← ${relation.kind.replaceAll("_", " ")}`,
      other: relation.from === at ? relation.to : relation.from,
      strength: relation.strength,
      place: relation.place,
    }));
}

function linkTable(title: string, list: readonly Link[]): PageElement {
  return make(
    "div",
    { class: "half" },
    make("h3", {}, title),
    list.length === 0
      ? empty("none")
      : sortedTable<Link>(
          title,
          [
            { title: "Relation", sort: (link) => link.verb, cell: (link) => link.verb },
            { title: "Asset", wide: true, sort: (link) => DATA.assets[link.other]?.name ?? "", cell: (link) => assetLink(link.other) },
            { title: "Kind", sort: (link) => DATA.assets[link.other]?.word ?? "", cell: (link) => DATA.assets[link.other]?.word ?? "" },
            { title: "How", cell: (link) => link.strength },
            { title: "Where", wide: true, cell: (link) => place(link.place) },
          ],
          list,
          "none",
        ).element,
  );
}

export function assetPage(id: string): PageElement {
  const at = DATA.assets.findIndex((asset) => asset.id === id);
  const asset = DATA.assets[at];
  if (asset === undefined) return make("section", {}, heading("Not here"), empty("No asset of this report has this id."));
  const findings = DATA.findings.filter((finding) => finding.asset === at);
  const button = make("button", { type: "button" }, "Open in the graph");
  button.addEventListener("click", () => go("graph", asset.id));
  return make(
    "section",
    {},
    heading(asset.name, `${asset.word} · ${asset.scope} · ${asset.lifecycle}${asset.owner === "" ? "" : ` · ${asset.owner}`}`),
    findings.length === 0 ? undefined : make("div", { class: "findings" }, ...findings.map((finding) => findingItem(finding, false))),
    asset.dataset === undefined ? undefined : datasetSection(asset.dataset),
    make("div", { class: "graph small" }, drawNeighbourhood(at, 14)),
    make("p", {}, button),
    make(
      "div",
      { class: "halves" },
      linkTable("Comes from and uses", links(at, true)),
      linkTable("Feeds and is used by", links(at, false)),
    ),
    make(
      "div",
      { class: "halves" },
      make(
        "div",
        { class: "half" },
        make("h3", {}, "Facts"),
        asset.facts.length === 0
          ? empty("none stated")
          : make(
              "table",
              { class: "facts" },
              make(
                "tbody",
                {},
                ...asset.facts.map(([key, value]) =>
                  make("tr", {}, make("th", { scope: "row" }, key), make("td", { class: "wide" }, value)),
                ),
              ),
            ),
      ),
      make(
        "div",
        { class: "half" },
        make("h3", {}, "Seen at"),
        make("ul", { class: "places" }, ...asset.places.map((each) => make("li", {}, place(each)))),
      ),
    ),
  );
}
