import { PROFILE_STYLE } from "../profile/report/html-style.ts";

/** What pages of results need beside the look of the house. */
const RESULT_STYLE = `
.verdict{display:inline-block;padding:1px 9px;border-radius:3px;font-weight:650;border:1px solid currentColor;margin-left:6px;white-space:nowrap}
.ok{color:var(--accent)}
.sentence{font-size:15px;margin-top:8px;max-width:1000px;overflow-wrap:anywhere}
h2{break-after:avoid}
.why{margin-top:6px;max-width:1100px}.why li{padding:1px 0 1px 14px;position:relative;overflow-wrap:anywhere}.why li::before{content:"–";position:absolute;left:0;color:var(--soft)}
.lead{color:var(--soft);margin:-4px 0 8px;max-width:1000px;overflow-wrap:anywhere}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%}
th{text-align:left;font-weight:600;color:var(--soft);border-bottom:1px solid var(--line);padding:4px 14px 4px 0;vertical-align:bottom}
td{border-bottom:1px solid var(--line);padding:4px 14px 4px 0;vertical-align:top;overflow-wrap:anywhere}
td.middle{vertical-align:middle}
th.number,td.number{text-align:right;white-space:nowrap}
td.tight,th.tight{white-space:nowrap;width:1%}
.rowhead{font-weight:600}
.group{border:1px solid var(--line);border-radius:4px;background:var(--raised);padding:12px 14px 14px;margin-bottom:12px;break-inside:avoid}
.group h3{font-size:14px;overflow-wrap:anywhere}
.group .facts{margin:4px 0 10px;gap:2px 22px;color:var(--soft)}
.pictures{display:flex;flex-wrap:wrap;gap:12px 22px;margin:10px 0}
.picture{width:216px}.picture p{overflow-wrap:anywhere}.picture .soft{font-size:12px}
.images{display:flex;flex-wrap:wrap;gap:10px 14px;margin:10px 0}.images figure{margin:0}.images figcaption{color:var(--soft);font-size:12px;max-width:120px;overflow-wrap:anywhere}
.images img{display:block;image-rendering:pixelated;min-width:56px;border:1px solid var(--line)}
main>svg+.lead{margin-top:6px}main>.scroll+details{margin-top:8px}
.key:not(:first-child){margin-left:8px}.key{display:inline-block;width:10px;height:10px;border-radius:2px;margin-right:5px;vertical-align:-1px}
.key.held{background:var(--held)}.key.rest{background:var(--rest)}
:root{--held:#a84300;--rest:#b5c4c1}
@media (prefers-color-scheme:dark){:root{--held:#ff9d5c;--rest:#4a5754}}
.restbar{fill:var(--rest)}.heldbar{fill:var(--held)}
.next{counter-reset:step}.next li{padding:6px 0;border-bottom:1px solid var(--line);display:grid;grid-template-columns:22px minmax(0,1fr);gap:0 8px}.next li::before{counter-increment:step;content:counter(step);color:var(--soft);font-weight:650}
.next code{display:block;margin-top:3px;padding:5px 8px;background:var(--sunk);border-radius:3px;white-space:pre-wrap}
.next,.why{list-style:none;margin:0;padding:0}
.why{margin-top:6px}
.scroll+p,.scroll+.lead{margin-top:8px}
main>details>summary{cursor:pointer;color:var(--accent);padding:2px 0 6px}
footer{color:var(--soft);margin-top:34px;padding-top:10px;border-top:1px solid var(--line)}
@media (max-width:700px){header{padding:12px 14px}main{padding:0 14px 40px}}
@media print{html{font-size:11px}:root{color-scheme:light;--paper:#fff;--raised:#fff;--sunk:#f3f4f3;--line:#cfd4d1;--ink:#000;--soft:#444;--accent:#0b6b64;--bar:#2a8f86;--critical:#ad1037;--high:#a84300;--medium:#7d5b00;--low:#2b5f8c;--info:#5a6462;--held:#a84300;--rest:#b5c4c1}main{padding:0}header{padding:0 0 10px}details::details-content{content-visibility:visible;height:auto}tr,.picture,.next li{break-inside:avoid}.scroll{overflow:visible}svg,.key{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`;

export const PAGE_STYLE: string = PROFILE_STYLE + RESULT_STYLE;
