/* The look of design.md: dense, calm, system fonts, tabular figures, one accent; light and dark with equal care, contrast AA. */

const LIGHT = `
--paper:#fcfcfb;--raised:#fff;--sunk:#f3f4f3;--line:#dcdfdd;--strong:#b9bfbc;--ink:#1b2120;--soft:#5a6462;--accent:#0b6b64;--accent-soft:#dcefec;
--critical:#ad1037;--high:#a84300;--medium:#7d5b00;--low:#2b5f8c;--info:#5a6462;--good:#1a6b3a;
--model:#0b6b64;--data:#5b4aa8;--pipeline:#7d5b00;--agent:#a03a77;--serving:#4a6376;--mark:#fff3d6;--edge:#a9b0ad;`;
const DARK = `
--paper:#131716;--raised:#1a1f1e;--sunk:#0f1312;--line:#2b3331;--strong:#46514e;--ink:#e4e9e7;--soft:#9ca8a5;--accent:#5cc4b8;--accent-soft:#16332f;
--critical:#ff8098;--high:#ff9d5c;--medium:#e2b64a;--low:#85b8e4;--info:#9ca8a5;--good:#74c98f;
--model:#5cc4b8;--data:#b0a2f2;--pipeline:#e2b64a;--agent:#ee9ac9;--serving:#9fb6c7;--mark:#3a3114;--edge:#66736f;`;

export const STYLE: string = `
:root{color-scheme:light;${LIGHT}}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;${DARK}}}
:root[data-theme=dark]{color-scheme:dark;${DARK}}
*{box-sizing:border-box}
html{font:13px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif;font-variant-numeric:tabular-nums;background:var(--paper);color:var(--ink);scrollbar-gutter:stable}
body{margin:0}
h1,h2,h3,p,ul,ol,dl,dd{margin:0;padding:0}
h1{font-size:17px;font-weight:650;letter-spacing:-.01em}
h2{font-size:15px;font-weight:650;margin:0 0 10px}
h2 small{font-weight:400;font-size:13px;color:var(--soft);margin-left:10px}
h3{font-size:13px;font-weight:650;margin:18px 0 6px}
ul,ol{list-style:none}
a{color:var(--accent);text-decoration:none}a:hover{text-decoration:underline}
code,pre,.place{font:12px/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
.place{color:var(--soft);overflow-wrap:anywhere}
.muted,.empty{color:var(--soft)}
:focus-visible{outline:2px solid var(--accent);outline-offset:1px;border-radius:2px}
#head{border-bottom:1px solid var(--line);padding:12px 24px 0}
.title-line{display:flex;gap:14px;align-items:baseline}.theme{margin-left:auto}
.summary{margin:8px 0 10px;display:grid;gap:3px}
.marks{display:flex;flex-wrap:wrap;gap:4px 18px;margin-bottom:3px}.mark b{font-size:15px;font-weight:650}
.lines{display:grid;gap:3px}.lines[hidden]{display:none}.line{display:grid;grid-template-columns:64px 1fr;overflow-wrap:anywhere}.label{color:var(--soft)}
.via{color:var(--soft)}
nav{display:flex;flex-wrap:wrap;gap:0 2px;margin:0 -10px}
nav a{color:var(--ink);padding:6px 10px 7px;border-bottom:2px solid transparent}
nav a:hover{text-decoration:none;color:var(--accent)}
nav a[aria-current]{border-color:var(--accent);color:var(--accent);font-weight:600}
.count{color:var(--soft);font-weight:400;margin-left:6px}
main{padding:18px 24px 48px;max-width:1680px;margin:0 auto}
button,select,input[type=search]{font:inherit;color:inherit;background:var(--raised);border:1px solid var(--strong);border-radius:4px;padding:3px 8px;min-height:28px}
button{cursor:pointer}button:hover:not(:disabled){border-color:var(--accent);color:var(--accent)}button:disabled{opacity:.45;cursor:default}
input[type=search]{width:230px}input[type=checkbox]{accent-color:var(--accent);vertical-align:-2px}select{max-width:210px}
.filters{display:flex;flex-wrap:wrap;gap:8px;align-items:center;margin:0 0 10px}
.severity{white-space:nowrap;font-weight:600}
.critical{color:var(--critical)}.high{color:var(--high)}.medium{color:var(--medium)}.low{color:var(--low)}.info{color:var(--info)}
.tag{margin-left:8px;font-size:11px;font-weight:600;color:var(--accent);background:var(--accent-soft);border-radius:3px;padding:0 5px}
.actions{display:grid;gap:0;border-top:1px solid var(--line)}
.action{border-bottom:1px solid var(--line);padding:9px 0 10px}
.action-head{display:grid;grid-template-columns:24px 92px 1fr auto;gap:0 8px;align-items:baseline}
.action-head .title{font-weight:650;font-size:14px;overflow-wrap:anywhere}.rank{color:var(--soft);text-align:right}
.action-body{margin-left:132px;padding-top:3px;max-width:1100px}
.owner{color:var(--soft);white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.chain{margin:1px 0 3px;overflow-wrap:anywhere}
dl{display:grid;gap:2px}.row{display:grid;grid-template-columns:76px minmax(0,1fr)}dt{color:var(--soft)}dd{overflow-wrap:anywhere}
summary{cursor:pointer}summary::marker{color:var(--soft)}
.action-body>details{margin-top:4px}.action-body>details>summary{color:var(--accent)}
.rest{margin-top:16px}.rest>summary{padding:4px 0;color:var(--accent)}
.findings{border-top:1px solid var(--line)}
.finding{border-bottom:1px solid var(--line)}.finding.quiet{opacity:.75}
.finding>summary{display:grid;grid-template-columns:84px minmax(0,1.4fr) minmax(0,1fr) 120px;gap:0 12px;padding:6px 4px;align-items:baseline;list-style:none}
.finding>summary::-webkit-details-marker{display:none}
.finding>summary:hover{background:var(--sunk)}.finding[open]>summary{background:var(--sunk)}.finding[open] .title{font-weight:650}
.title{overflow-wrap:anywhere}
.details{padding:8px 4px 14px 100px;display:grid;gap:8px;max-width:1160px;overflow-wrap:anywhere}
.excerpt,.patch{background:var(--sunk);border:1px solid var(--line);border-radius:4px;overflow:auto;margin:0;padding:4px 0}
.line-number{display:inline-block;width:46px;padding-right:12px;text-align:right;color:var(--soft);user-select:none;font:12px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
.excerpt .line{display:block;white-space:pre;grid-template-columns:none}.excerpt .marked{background:var(--mark);box-shadow:inset 3px 0 var(--accent)}
.patch{padding:6px 10px;white-space:pre}
.evidence li{display:flex;flex-wrap:wrap;gap:2px 12px}.evidence code{color:var(--ink)}
table{border-collapse:collapse;width:100%}
.table{overflow-x:auto}
th,td{text-align:left;padding:4px 14px 4px 0;border-bottom:1px solid var(--line);vertical-align:baseline;white-space:nowrap}
th{font-weight:600;color:var(--soft);position:sticky;top:0;background:var(--paper)}
td.wide{white-space:normal;overflow-wrap:anywhere;min-width:120px}
.number{text-align:right}
tbody tr:hover{background:var(--sunk)}
.sort{border:0;background:none;padding:0;min-height:0;color:inherit;font-weight:600}
[aria-sort=ascending] .sort::after{content:" ↑";color:var(--accent)}[aria-sort=descending] .sort::after{content:" ↓";color:var(--accent)}
.pager{display:flex;gap:10px;align-items:center;color:var(--soft);padding:8px 0}
.kind{white-space:nowrap;padding-left:9px;border-left:4px solid}.kind.model{border-color:var(--model)}.kind.data{border-color:var(--data)}.kind.pipeline{border-color:var(--pipeline)}.kind.agent{border-color:var(--agent)}.kind.serving{border-color:var(--serving)}
.verdict{font-weight:600}.verdict.fail{color:var(--critical)}.verdict.pass,.verdict.present{color:var(--good)}.verdict.not-tested,.verdict.inferred{color:var(--medium)}.verdict.not-applicable,.verdict.absent{color:var(--soft);font-weight:400}
.graph{border:1px solid var(--line);border-radius:4px;background:var(--raised);height:clamp(360px,calc(100vh - 288px),900px);overflow:hidden}
.graph.small{height:280px;margin:10px 0}.graph svg{width:100%;height:100%;display:block;touch-action:none;cursor:grab}.graph svg:active{cursor:grabbing}
.notice{color:var(--soft);padding:6px 0 2px}
.legend{display:flex;flex-wrap:wrap;gap:4px 18px;color:var(--soft);font-size:12px}
.node{cursor:pointer}.node rect{fill:var(--paper);stroke:var(--strong)}.node .stripe{stroke:none}
.node.model .stripe{fill:var(--model)}.node.data .stripe{fill:var(--data)}.node.pipeline .stripe{fill:var(--pipeline)}.node.agent .stripe{fill:var(--agent)}.node.serving .stripe{fill:var(--serving)}
.node text{fill:var(--ink);font-size:12px}.node .word{fill:var(--soft);font-size:10px}.node.focus rect:first-of-type{stroke:var(--accent);stroke-width:2.5;fill:var(--accent-soft)}
.node:hover rect:first-of-type,.node:focus-visible rect:first-of-type{stroke:var(--accent);stroke-width:2}.node:focus-visible{outline:none}
.node .badge{font-size:13px}.badge.critical{fill:var(--critical)}.badge.high{fill:var(--high)}.badge.medium{fill:var(--medium)}.badge.low{fill:var(--low)}.badge.info{fill:var(--info)}
.edge{fill:none;stroke:var(--edge);stroke-width:1.2}.edge.feeble{stroke-dasharray:3 3}.edge.near{stroke:var(--accent);stroke-width:1.8}.arrow{fill:var(--edge)}
.finder{position:relative}.results{position:absolute;z-index:2;top:100%;left:0;min-width:320px;background:var(--raised);border:1px solid var(--line);border-radius:4px;color:var(--soft)}.results:empty{display:none}.results li{padding:4px 8px}
.steer{display:inline-flex;gap:4px;margin-left:auto}
.halves{display:grid;grid-template-columns:repeat(auto-fit,minmax(480px,1fr));gap:0 32px}.half{min-width:0}
.dataset{margin:6px 0 14px}.dataset h3{margin-top:14px}.dataset .soft{color:var(--soft);font-size:12px;overflow-wrap:anywhere}
.columns{display:flex;flex-wrap:wrap;gap:12px 22px;margin:8px 0}.column{width:216px;overflow-wrap:anywhere}.column svg{display:block}
.restbar{fill:var(--line)}.heldbar{fill:var(--high)}.axis{stroke:var(--soft);stroke-width:1}
.facts th{width:160px;position:static;font-weight:400}.places li{padding:2px 0}
noscript p{padding:24px}
@media (max-width:760px){#head,main{padding-left:12px;padding-right:12px}.action-body{margin-left:0}.details{padding-left:4px}.finding>summary{grid-template-columns:84px 1fr}.halves{grid-template-columns:1fr}}
@media print{#head nav,.filters,.theme,.pager button{display:none}html{background:#fff}}
`.replaceAll("\n", "");
