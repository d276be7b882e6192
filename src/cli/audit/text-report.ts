/** The report for the terminal. */
import { join } from 'node:path';

import type { Finding } from './finding.js';
import { NETWORK_WORDS, RESULT_WORDS, STEP_WORDS, type Report } from './report.js';

export function toText(report: Report, folder: string): string {
  const { url, steps, findings, summary, orders } = report;
  const rows = steps.map(({ step, withNetwork, withoutNetwork }) =>
    row(STEP_WORDS[step], RESULT_WORDS[withNetwork], RESULT_WORDS[withoutNetwork]),
  );
  const blocks = findings.map((finding, index) => describeFinding(finding, index + 1, folder));
  const head = [url, '', row('', 'network', 'no network'), ...rows, ''];
  return [...head, ...blocks, orders, summary, `Report: ${join(folder, 'report.html')}`, ''].join('\n');
}

const row = (step: string, on: string, cut: string) => `  ${step.padEnd(24)}${on.padEnd(14)}${cut}`.trimEnd();

function describeFinding(finding: Finding, number: number, folder: string): string {
  const { code, title, hard, step, network, url, happened, sees, todo, screenshot } = finding;
  return [
    `${number}. ${title}`,
    `   ${code}, ${hard ? 'hard failure' : 'complaint'}, at “${STEP_WORDS[step]}”, ${NETWORK_WORDS[network]}, on ${url}`,
    `   What happened: ${happened}`,
    `   A shopper sees: ${sees}`,
    `   What to do: ${todo}`,
    ...(screenshot === undefined ? [] : [`   Picture: ${join(folder, screenshot)}`]),
    '',
  ].join('\n');
}
