/** `punnet audit`: what a shopper with no network would stumble over on a site. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { withBrowser } from './audit/browser.js';
import { toHtml } from './audit/html-report.js';
import { toReport, type Report } from './audit/report.js';
import { readSettings, type Settings } from './audit/settings.js';
import { Unreachable } from './audit/survey.js';
import { toText } from './audit/text-report.js';
import { walk, type Walk } from './audit/walk.js';
import { CommandFailure, type Command } from './command.js';
import { explain } from './explain.js';

const HELP = `punnet audit URL [options]

Walks a site's way from a product to an order in a real browser, as a shopper on
a phone would: once with a network, then once for each step with the network cut
at that step, each time in a new profile that has visited URL once; what is then
added or ordered is tried in a tunnel too, where no request ends. Says which
steps can't be done and what is lost, what the page complains of, and what to do
about each. Works for any site; on one with Punnet it goes by Punnet's elements.

  --out DIR          where report.html and the pictures go; else punnet-audit
  --json             prints the report as one JSON object
  --add SELECTOR     the button that adds to the basket, where its name does not
                     say so in English or German; the same for --basket,
                     --checkout and --order
  --order-for-real   orders with a network, too, in a shop that is not for tests
  --timeout SECONDS  how long to wait for one thing; else 15
  --browser PATH     the Chrome, Chromium or Edge to use; else the one installed
  --no-sandbox       starts it without its sandbox, as containers need

With a network the last button is pressed only on this machine, with every other
machine out of the browser's reach from then on, in a shop whose catalog says
"mode": "test", or with --order-for-real. What a server on this machine passes on,
it passes on: where one hands orders to the real shop, audit a shop in test mode.

With the network cut it is pressed always: nothing leaves that profile until it is
deleted, and the order with it. Up to the last button, the basket and the checkout
are filled in for real, as "Punnet Audit".

Ends with 0 if nothing was found, 1 if something was, 2 if it could not be run.
`;

export const audit: Command = {
  help: HELP,
  async run(args) {
    const settings = readSettings(args);
    const { out, url } = settings;
    await explain(`the folder ${out} can't be made`, 'Give --out a folder that this user may write to', () =>
      mkdir(out, { recursive: true }),
    );
    const started = Date.now();
    const walked = await withBrowser(settings, (browser) =>
      walkOrExplain(settings, () => walk(browser, { ...settings, folder: out })),
    );
    const report = toReport(walked, { url, at: new Date(started), tookMs: Date.now() - started });
    await save(report, settings);
    process.stdout.write(settings.json ? `${JSON.stringify(report, null, 2)}\n` : toText(report, out));
    process.exitCode = report.findings.length > 0 ? 1 : 0;
  },
};

async function walkOrExplain({ url }: Settings, work: () => Promise<Walk>): Promise<Walk> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Unreachable)
      throw new CommandFailure(`${url} did not open: ${error.message}. See whether a browser here opens it`);
    const message = error instanceof Error ? error.message : String(error);
    throw new CommandFailure(`the walk over ${url} broke off: ${message}`);
  }
}

async function save(report: Report, { out }: Settings): Promise<void> {
  const file = join(out, 'report.html');
  await explain(`${file} can't be written`, 'Give --out a folder that this user may write to', () =>
    writeFile(file, toHtml(report)),
  );
}
