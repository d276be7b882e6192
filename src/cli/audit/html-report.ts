/** The report as one page that needs nothing but the pictures beside it. */
import type { Finding } from './finding.js';
import { REPORT_STYLE } from './report-style.js';
import { NETWORK_WORDS, RESULT_WORDS, STEP_WORDS, type Report } from './report.js';
import type { Result } from './step-result.js';

const MARKS: Readonly<Record<Result, string>> = {
  done: '✓',
  'on-page': '✓',
  failed: '✗',
  'left-out': '–',
  'not-reached': '–',
};

export function toHtml(report: Report): string {
  const { url, at, findings, summary, orders } = report;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Audit of ${escape(url)}</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
<header>
<p class="kicker">Punnet audit</p>
<h1>${escape(new URL(url).host)}</h1>
<p><a href="${escape(url)}">${escape(url)}</a>, <time datetime="${at}">${at.slice(0, 16).replace('T', ' ')} UTC</time></p>
<p class="summary ${findings.length > 0 ? 'bad' : 'good'}">${escape(summary)}</p>
</header>
<main>
${renderSteps(report)}
${findings.length > 0 ? renderFindings(findings) : ''}
</main>
<footer><p>${escape(orders)}</p><p>Took ${(report.tookMs / 1000).toFixed(0)} s.</p></footer>
</body>
</html>
`;
}

function renderSteps({ steps }: Report): string {
  const cell = (result: Result) =>
    `<td class="${result}"><span aria-hidden="true">${MARKS[result]}</span> ${RESULT_WORDS[result]}</td>`;
  const rows = steps.map(
    ({ step, withNetwork, withoutNetwork }) =>
      `<tr><th scope="row">${STEP_WORDS[step]}</th>${cell(withNetwork)}${cell(withoutNetwork)}</tr>`,
  );
  return `<section aria-labelledby="way"><h2 id="way">The way to an order</h2>
<table><thead><tr><th scope="col">Step</th><th scope="col">Network</th><th scope="col">No network</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table></section>`;
}

function renderFindings(findings: readonly Finding[]): string {
  return `<section aria-labelledby="findings"><h2 id="findings">What was found</h2>
<ol class="findings">${findings.map(renderFinding).join('\n')}</ol></section>`;
}

function renderFinding(finding: Finding, index: number): string {
  const { code, title, hard, step, network, url, happened, sees, todo, screenshot } = finding;
  const picture = screenshot
    ? `<a class="picture" href="${escape(screenshot)}"><img src="${escape(screenshot)}" width="360" height="740" loading="lazy" alt="The page on a phone: ${escape(title)}"></a>`
    : '';
  return `<li class="finding ${hard ? 'hard' : ''}" aria-labelledby="finding-${index}"><div>
<h3 id="finding-${index}">${escape(title)}</h3>
<p class="at"><b>${hard ? 'Hard failure' : 'Complaint'}</b> at “${STEP_WORDS[step]}”, ${NETWORK_WORDS[network]} <code>${code}</code></p>
<dl><dt>What happened</dt><dd>${escape(happened)}</dd>
<dt>A shopper sees</dt><dd>${escape(sees)}</dd>
<dt>What to do</dt><dd>${escape(todo)}</dd>
<dt>Where</dt><dd>${escape(url)}</dd></dl></div>${picture}</li>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}
