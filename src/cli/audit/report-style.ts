/** The look of the report: light or dark as the reader has it, readable at any width, and on paper. */
export const REPORT_STYLE = `
:root { color-scheme: light dark; --ink: light-dark(#14304a, #e8eef2); --soft: light-dark(#4a5d6b, #a9bac5);
  --ground: light-dark(#f1f7f6, #10202b); --card: light-dark(#fff, #172b38); --line: light-dark(#c9dad9, #34495a);
  --bad: light-dark(#992025, #f3a9a5); --good: light-dark(#255c36, #9fd6ab); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: clamp(1rem, 4vw, 3rem); color: var(--ink); background: var(--ground);
  font: 1.0625rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
h1, h2, h3 { line-height: 1.2; text-wrap: balance; }
h1 { margin: 0; font-size: clamp(1.7rem, 5vw, 2.5rem); }
h2 { margin: 2.5rem 0 1rem; }
h3 { margin: 0 0 .25rem; font-size: 1.2rem; }
a { color: inherit; }
.kicker { margin: 0; color: var(--soft); font-weight: 600; }
.summary { padding: .75rem 1rem; border-inline-start: 4px solid; background: var(--card); font-weight: 600; }
.bad, .failed, .hard .at b { color: var(--bad); }
.good, .done, .on-page { color: var(--good); }
.left-out, .not-reached, .at, dt, footer { color: var(--soft); }
table { width: 100%; border-collapse: collapse; background: var(--card); }
th, td { padding: .5rem .75rem; border-block-end: 1px solid var(--line); text-align: start; }
thead th { color: var(--soft); font-weight: 600; }
.findings { padding: 0; margin: 0; list-style: none; display: grid; gap: 1.25rem; }
.finding { display: flex; flex-wrap: wrap; gap: 1.5rem; padding: 1.25rem; border: 1px solid var(--line);
  border-inline-start: 4px solid var(--line); background: var(--card); }
.finding.hard { border-inline-start-color: var(--bad); }
.finding > div { flex: 1 1 20rem; }
.at { margin: 0 0 1rem; }
code { padding: .1em .35em; border: 1px solid var(--line); border-radius: 3px; font-size: .875em; white-space: nowrap; }
dl { margin: 0; }
dt { font-size: .875rem; font-weight: 600; }
dd { margin: 0 0 .75rem; }
.picture img { display: block; width: 180px; height: auto; border: 1px solid var(--line); }
a:focus-visible { outline: 2px solid; outline-offset: 2px; }
footer { margin-block-start: 2.5rem; font-size: .9375rem; }
@media print { :root { color-scheme: light; } body { padding: 0; background: none; }
  .finding { break-inside: avoid; } .picture img { width: 140px; } }
`;
