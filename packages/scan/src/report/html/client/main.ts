import { byId, make, onRoute, type PageElement, rootElement, route, toTop } from "./dom.ts";
import { actionsPage, findingsPage } from "./findings.ts";
import { graphPage } from "./graph-page.ts";
import { assetPage, inventoryPage } from "./inventory.ts";
import { assetLink, DATA, severityMark } from "./parts.ts";
import { checksPage, completenessPage, coveragePage, flowsPage } from "./tables.ts";

const PAGES: readonly { readonly id: string; readonly title: string; readonly count?: number; make(part: string): PageElement }[] = [
  { id: "actions", title: "Fix first", count: DATA.actions.filter((action) => action.urgent).length, make: actionsPage },
  { id: "findings", title: "Findings", count: DATA.findings.filter((finding) => finding.suppressed === "").length, make: findingsPage },
  { id: "inventory", title: "Inventory", count: DATA.assets.length, make: inventoryPage },
  { id: "graph", title: "Graph", make: graphPage },
  { id: "flows", title: "Leaves", count: DATA.flows.length, make: flowsPage },
  { id: "checks", title: "Checks", count: DATA.checks.filter((check) => check.applicable > 0).length, make: checksPage },
  { id: "completeness", title: "Completeness", make: completenessPage },
  {
    id: "coverage",
    title: "Coverage",
    count: DATA.unread.filter((entry) => entry.tried).length + DATA.unresolved.length,
    make: coveragePage,
  },
];

const lines = overviewLines();

function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
}

function summary(): PageElement[] {
  return [
    make(
      "div",
      { class: "marks" },
      ...DATA.counts.severities
        .filter(([, count]) => count > 0)
        .map(([severity, count]) => make("span", { class: "mark" }, make("b", {}, String(count)), " ", severityMark(severity))),
      DATA.counts.severities.every(([, count]) => count === 0) ? make("span", { class: "mark" }, "no findings") : undefined,
      make("span", { class: "mark muted" }, DATA.verdict),
    ),
    lines,
  ];
}

/** What is here and how it hangs together: on the first page only, the others need the room. */
function overviewLines(): PageElement {
  const line = DATA.lineage.flatMap((at, place) => {
    const before = DATA.assets[DATA.lineage[place - 1] ?? -1];
    return before !== undefined && before.name === DATA.assets[at]?.name ? [] : [at];
  });
  return make(
    "div",
    { class: "lines" },
    make(
      "div",
      { class: "line" },
      make("span", { class: "label" }, "Here"),
      make("span", {}, DATA.counts.words.length === 0 ? `no AI in ${DATA.counts.files} files` : DATA.counts.words.join(" · ")),
    ),
    line.length === 0
      ? undefined
      : make(
          "div",
          { class: "line" },
          make("span", { class: "label" }, "Flow"),
          make(
            "span",
            {},
            ...line.flatMap((at, place) => [place === 0 ? "" : make("span", { class: "via" }, " → "), assetLink(at)]),
            DATA.exposed ? make("span", { class: "via" }, " ← internet") : "",
          ),
        ),
    DATA.complete && DATA.unresolved.length === 0 && DATA.unread.every((entry) => !entry.tried)
      ? undefined
      : make(
          "div",
          { class: "line" },
          make("span", { class: "label" }, "Not seen"),
          make(
            "a",
            { href: "#coverage" },
            `${counted(DATA.unread.filter((entry) => entry.tried).length, "file", "files")} not read, ${counted(DATA.unresolved.length, "value", "values")} not resolved`,
          ),
        ),
  );
}

function theme(): PageElement {
  const button = make("button", { type: "button", class: "theme", "aria-label": "Light or dark" }, "light / dark");
  const order = ["light", "dark", ""];
  button.addEventListener("click", () => {
    const next = order[(order.indexOf(rootElement().getAttribute("data-theme") ?? "") + 1) % order.length] ?? "";
    if (next === "") rootElement().removeAttribute("data-theme");
    else rootElement().setAttribute("data-theme", next);
  });
  return button;
}

const tabs = new Map(
  PAGES.map((page) => [
    page.id,
    make(
      "a",
      { href: `#${page.id}` },
      page.title,
      page.count === undefined ? undefined : make("span", { class: "count" }, page.count.toLocaleString("en-GB")),
    ),
  ]),
);

function show(): void {
  const [name = "", part = ""] = route();
  const page = PAGES.find((each) => each.id === name) ?? (name === "asset" ? undefined : PAGES[0]);
  for (const [id, tab] of tabs) {
    if (id === (page?.id ?? "inventory")) tab.setAttribute("aria-current", "page");
    else tab.removeAttribute("aria-current");
  }
  lines.hidden = page !== PAGES[0];
  byId("main").replaceChildren(page === undefined ? assetPage(part) : page.make(part));
  toTop();
}

byId("head").replaceChildren(
  make(
    "div",
    { class: "title-line" },
    make("h1", {}, DATA.system),
    make(
      "span",
      { class: "muted" },
      `castellan ${DATA.version} · ${DATA.counts.files.toLocaleString("en-GB")} files, ${DATA.counts.bytes}${DATA.time === "" ? "" : ` · ${DATA.time.slice(0, 16).replace("T", " ")}`}`,
    ),
    theme(),
  ),
  make("div", { class: "summary" }, ...summary()),
  make("nav", { "aria-label": "Parts of the report" }, ...tabs.values()),
);
onRoute(show);
show();
