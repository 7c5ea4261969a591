/* The look of the house: dense, calm, system fonts, tabular figures, one accent; light and dark with equal care, contrast AA. */

const LIGHT = `
--paper:#fcfcfb;--raised:#fff;--sunk:#f3f4f3;--line:#dcdfdd;--strong:#b9bfbc;--ink:#1b2120;--soft:#5a6462;--accent:#0b6b64;--accent-soft:#dcefec;--bar:#2a8f86;
--critical:#ad1037;--high:#a84300;--medium:#7d5b00;--low:#2b5f8c;--info:#5a6462;`;
const DARK = `
--paper:#131716;--raised:#1a1f1e;--sunk:#0f1312;--line:#2b3331;--strong:#46514e;--ink:#e4e9e7;--soft:#9ca8a5;--accent:#5cc4b8;--accent-soft:#16332f;--bar:#3f9e93;
--critical:#ff8098;--high:#ff9d5c;--medium:#e2b64a;--low:#85b8e4;--info:#9ca8a5;`;

export const PROFILE_STYLE: string = `
:root{color-scheme:light;${LIGHT}}
@media (prefers-color-scheme:dark){:root{color-scheme:dark;${DARK}}}
*{box-sizing:border-box}
html{font:13px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif;font-variant-numeric:tabular-nums;background:var(--paper);color:var(--ink)}
body{margin:0}
h1,h2,h3,p,ul,dl,dd{margin:0;padding:0}
h1{font-size:18px;font-weight:650;letter-spacing:-.01em;overflow-wrap:anywhere}
h2{font-size:15px;font-weight:650;margin:30px 0 10px}
h2 small{font-weight:400;font-size:13px;color:var(--soft);margin-left:10px}
h3{font-size:13px;font-weight:650;margin:0 0 4px}
ul{list-style:none}
code{font:12px/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
a{color:var(--accent);text-decoration:none}a:hover{text-decoration:underline}
:focus-visible{outline:2px solid var(--accent);outline-offset:1px;border-radius:2px}
header{border-bottom:1px solid var(--line);padding:14px 24px 16px}
main{padding:0 24px 56px;max-width:1480px;margin:0 auto}
header>div{max-width:1432px;margin:0 auto}
.soft,.empty{color:var(--soft)}
.facts{display:flex;flex-wrap:wrap;gap:6px 28px;margin-top:10px}
.fact b{font-size:16px;font-weight:650;display:block}.fact span{color:var(--soft)}
.class{display:inline-block;padding:1px 8px;border-radius:3px;font-weight:650;border:1px solid currentColor}
.critical{color:var(--critical)}.high{color:var(--high)}.medium{color:var(--medium)}.low{color:var(--low)}.info{color:var(--info)}
.public,.internal{color:var(--low)}.confidential{color:var(--medium)}.personal{color:var(--high)}.special-category{color:var(--critical)}
.reasons{margin-top:8px;color:var(--soft);overflow-wrap:anywhere}
.attention{border-top:1px solid var(--line)}
.attention li{display:grid;grid-template-columns:92px 120px minmax(0,1fr);gap:0 12px;padding:5px 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
.attention .severity{font-weight:600}
.columns{border-top:1px solid var(--line)}
.columns>details{border-bottom:1px solid var(--line)}
.columns summary{display:grid;grid-template-columns:minmax(120px,1.1fr) 76px 148px 96px 96px minmax(0,2.2fr) minmax(0,1fr);gap:0 14px;align-items:center;padding:5px 4px;cursor:pointer;list-style:none}
.columns summary::-webkit-details-marker{display:none}
.columns summary:hover,.columns details[open]>summary{background:var(--sunk)}
.columns .head{display:grid;grid-template-columns:minmax(120px,1.1fr) 76px 148px 96px 96px minmax(0,2.2fr) minmax(0,1fr);gap:0 14px;padding:5px 4px;color:var(--soft);font-weight:600;border-bottom:1px solid var(--line)}
.name{font-weight:600;overflow-wrap:anywhere}
.number{text-align:right}
.values{overflow:hidden;text-overflow:ellipsis;white-space:nowrap;color:var(--soft)}
.marks{overflow-wrap:anywhere;font-weight:600}
.detail{display:grid;grid-template-columns:repeat(auto-fit,minmax(300px,1fr));gap:18px 32px;padding:12px 4px 20px;max-width:1300px}
dl.rows{display:grid;grid-template-columns:132px minmax(0,1fr);gap:2px 10px}dt{color:var(--soft)}dd{overflow-wrap:anywhere}
svg{display:block;max-width:440px}
.bar{fill:var(--bar)}.track{fill:var(--sunk)}.axis{stroke:var(--strong);stroke-width:1}.missing{fill:var(--medium)}
svg text{fill:var(--soft);font:11px system-ui,sans-serif}
svg text.value{fill:var(--ink)}
.notes li{padding:2px 0;color:var(--soft);overflow-wrap:anywhere}
@media (max-width:900px){.columns summary,.columns .head{grid-template-columns:minmax(100px,1fr) 70px 148px}.columns summary>:nth-child(n+4),.columns .head>:nth-child(n+4){display:none}.attention li{grid-template-columns:92px minmax(0,1fr)}.attention .what{display:none}}
@media print{details{break-inside:avoid}}
`;
