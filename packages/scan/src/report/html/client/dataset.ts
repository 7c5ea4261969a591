import type { PageDataset } from "../page-data.ts";
import { draw, make, type PageElement } from "./dom.ts";
import { empty } from "./parts.ts";

const CHART_WIDTH = 216;
const CHART_HEIGHT = 44;
const VERDICT_SHAPES = { poisoned: "◆", suspicious: "▲", inconclusive: "●", clean: "○" } as const;
const VERDICT_LOOKS = { poisoned: "critical", suspicious: "medium", inconclusive: "info", clean: "low" } as const;

function chartBars(shares: readonly number[], top: number, inset: number): string {
  const step = CHART_WIDTH / Math.max(1, shares.length);
  return shares
    .map((share, at) => {
      if (share <= 0) return "";
      const tall = Math.max(1, (share / top) * (CHART_HEIGHT - 1)).toFixed(1);
      return `M${(at * step + inset * step).toFixed(1)} ${CHART_HEIGHT}v-${tall}h${Math.max(0.6, step * (1 - 2 * inset)).toFixed(1)}v${tall}z`;
    })
    .join("");
}

function columnChart({ name, role, held, rest, says }: PageDataset["columns"][number]): PageElement {
  const top = Math.max(1e-9, ...held, ...rest);
  return make(
    "div",
    { class: "column" },
    make("p", {}, make("b", {}, name), role === "feature" ? "" : ` ${role}`),
    draw(
      "svg",
      {
        width: CHART_WIDTH,
        height: CHART_HEIGHT + 1,
        viewBox: `0 0 ${CHART_WIDTH} ${CHART_HEIGHT + 1}`,
        role: "img",
        "aria-label": `distribution of ${name}`,
      },
      draw("path", { class: "restbar", d: chartBars(rest, top, 0.04) }),
      draw("path", { class: "heldbar", d: chartBars(held, top, 0.28) }),
      draw("path", { class: "axis", d: `M0 ${CHART_HEIGHT}.5h${CHART_WIDTH}` }),
    ),
    make("p", { class: "soft" }, says),
  );
}

function factTable(rows: readonly (readonly [string, string])[]): PageElement {
  return make(
    "table",
    { class: "facts" },
    make(
      "tbody",
      {},
      ...rows.map(([key, value]) => make("tr", {}, make("th", { scope: "row" }, key), make("td", { class: "wide" }, value))),
    ),
  );
}

/** What the rows of a data set say: verdict, groups, small histograms, what could have been seen, where roles were learnt. */
export function datasetSection(dataset: PageDataset): PageElement {
  const { verdict, rows, quarantined, groups, columns, power, roles, warnings } = dataset;
  return make(
    "div",
    { class: "dataset" },
    make(
      "p",
      {},
      make("span", { class: `severity ${VERDICT_LOOKS[verdict]}` }, `${VERDICT_SHAPES[verdict]} ${verdict}`),
      ` ${rows.toLocaleString("en-US")} rows, ${quarantined === 0 ? "none" : quarantined.toLocaleString("en-US")} held back. ${dataset.reason}`,
    ),
    groups.length === 0 ? undefined : make("h3", {}, "Groups of rows with one cause"),
    groups.length === 0
      ? undefined
      : factTable(
          groups.map((group): readonly [string, string] => [
            `${group.kind}, ${group.rows} rows`,
            `${group.description} (chance in honest data ${group.p < 1e-99 ? "below 1e-99" : group.p.toPrecision(1)})${group.ids.length === 0 ? "" : `: rows ${group.ids.join(", ")}${group.rows > group.ids.length ? ", …" : ""}`}`,
          ]),
        ),
    columns.length === 0 ? undefined : make("h3", {}, quarantined === 0 ? "Columns" : "Rows held back (dark) against the rest"),
    columns.length === 0 ? undefined : make("div", { class: "columns" }, ...columns.map(columnChart)),
    make(
      "div",
      { class: "halves" },
      make(
        "div",
        { class: "half" },
        make("h3", {}, "What the check can see here"),
        power.length === 0
          ? empty("no kind of poison could be planted to test it")
          : factTable(
              power.map(([family, share]) => [
                family,
                share === null ? "not tried" : `${Math.round(100 * share)} % of 1 % planted as a test`,
              ]),
            ),
      ),
      make(
        "div",
        { class: "half" },
        make("h3", {}, "Where roles were learnt"),
        roles.length === 0
          ? empty("no column has a role")
          : factTable(roles.map(([role, column, place]) => [role, `${column} · ${place}`])),
      ),
    ),
    ...warnings.map((warning) => make("p", { class: "soft" }, warning)),
    make("p", { class: "soft" }, "Examples and every row: castellan data check FILE --output html=page.html --scores scores.csv"),
  );
}
