import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';

import { FINDINGS, isHard, type FindingCode } from '../../../src/cli/audit/finding-words.js';
import { describe as describeTrouble, toComplaintFaults, toFinding } from '../../../src/cli/audit/finding.js';
import { toHtml } from '../../../src/cli/audit/html-report.js';
import { toReport } from '../../../src/cli/audit/report.js';
import type { StepResult } from '../../../src/cli/audit/step-result.js';
import { isThisMachine } from '../../../src/cli/audit/this-machine.js';
import { PATTERNS, type Control } from '../../../src/cli/audit/words.js';

const CODES = Object.keys(FINDINGS) as FindingCode[];
const fault = { step: 'open', network: 'cut', url: 'https://shop.example/', happened: '', sees: '' } as const;
const taking = { url: 'https://shop.example/', at: new Date(0), tookMs: 1_000 };

describe('what an audit finds', () => {
  it('is listed by its code in the documentation', async () => {
    const codes = await readFile('docs/codes.md', 'utf8');
    for (const code of CODES) assert.ok(codes.includes(`\`${code}\``), code);
  });

  it('is a hard failure where a step fails or something is lost, and a complaint where the page says so itself', () => {
    const complaints = CODES.filter((code) => !isHard(code));
    assert.deepEqual(complaints.sort(), [
      'answer-blocked',
      'answer-failed',
      'console-error',
      'file-missing',
      'insecure-page',
      'mixed-content',
      'page-error',
      'punnet-error',
      'request-never-ends',
      'script-blocked',
    ]);
  });

  it('comes with what to do about it, which on a page with Punnet is Punnet’s own way', () => {
    assert.match(toFinding({ ...fault, code: 'page-not-offline' }, true).todo, /service-worker="\/sw\.js"/);
    assert.doesNotMatch(toFinding({ ...fault, code: 'page-not-offline' }, false).todo, /punnet/);
  });

  it('says the same complaint once', () => {
    const complaint = { code: 'page-error', text: 'x', network: 'on', url: '', step: 'add' } as const;
    assert.equal(toComplaintFaults([complaint, { ...complaint, step: 'order' }]).length, 1);
    assert.equal(toComplaintFaults([complaint, { ...complaint, text: 'y' }]).length, 2);
  });

  it('says whether the page was lost, said no, said nothing, or held its button back', () => {
    const control = 'Pay';
    assert.match(describeTrouble({ kind: 'page-lost', control }, 'order').sees, /no connection/);
    assert.match(
      describeTrouble({ kind: 'refused', control, said: ['No.'] }, 'order').sees,
      /The page says: No\./,
    );
    assert.match(describeTrouble({ kind: 'silent', control }, 'order').sees, /does nothing, and no word/);
    assert.match(describeTrouble({ kind: 'switched-off', control }, 'order').happened, /switched off/);
    assert.match(describeTrouble({ kind: 'not-found' }, 'order').happened, /found to order by/);
  });
});

describe('the report', () => {
  const steps = (withNetwork: StepResult['withNetwork']): StepResult[] => [
    { step: 'order', withNetwork, withoutNetwork: 'done' },
  ];
  const report = (withNetwork: StepResult['withNetwork']) =>
    toReport({ steps: steps(withNetwork), findings: [], withPunnet: false }, taking);

  it('says whether something was ordered', () => {
    assert.match(report('left-out').orders, /nothing was ordered.*--order-for-real/);
    assert.match(report('done').orders, /placed with a network, too\. .* never left the browser/);
    assert.match(report('not-reached').orders, /did not come so far/);
    assert.match(report('failed').orders, /^With a network no order went through, as far as the page says\./);
  });

  it('says of no step that it works that was not tried', () => {
    assert.match(report('done').summary, /: every step works with and without a network\.$/);
    for (const untried of ['left-out', 'not-reached'] as const)
      assert.match(report(untried).summary, /: every step that was tried works\.$/);
  });

  it('shows what a page says as words, never as markup', () => {
    const finding = toFinding(
      { ...fault, code: 'page-error', happened: '<img src=x onerror=alert(1)>' },
      false,
    );
    const html = toHtml(toReport({ steps: [], findings: [finding], withPunnet: false }, taking));
    assert.ok(html.includes('&lt;img src=x'));
    assert.ok(!html.includes('<img src=x'));
  });
});

describe('what is pressed', () => {
  const fits = (control: Control, name: string) => {
    const { names, not } = PATTERNS[control];
    const may = not === undefined || !new RegExp(not, 'i').test(name);
    return may && names.some((says) => new RegExp(says, 'i').test(name));
  };
  const understood: readonly [Control, ...string[]][] = [
    ['add', 'Add to basket', 'Add to cart', 'In den Warenkorb', 'Add'],
    ['basket', 'Basket (2)', 'View cart', 'Warenkorb', 'Zum Warenkorb'],
    ['checkout', 'Checkout', 'Check out', 'Zur Kasse', 'Proceed'],
    ['order', 'Place order', 'Pay now', 'Order and pay £8.70', 'Zahlungspflichtig bestellen', 'Jetzt kaufen'],
    ['continue', 'Continue', 'Next', 'Weiter'],
  ];
  for (const [control, ...names] of understood) {
    it(`is known by its name: ${names.join(', ')}`, () => {
      for (const name of names) assert.ok(fits(control, name), name);
    });
  }

  const ordering = [
    'Place order',
    'Pay now',
    'Buy now £5',
    'Order now',
    'Jetzt kaufen',
    'Weiter und bestellen',
    'Prüfen und kaufen',
    'Kostenpflichtig bestellen',
  ];
  for (const name of ordering) {
    it(`never orders on the way to the order: ${name}`, () => {
      for (const control of ['consent', 'product', 'add', 'basket', 'checkout', 'continue'] as const)
        assert.ok(!fits(control, name), control);
    });
  }

  it('orders with a network by itself on this machine alone', () => {
    for (const url of [
      'http://localhost:8080/',
      'http://127.0.0.1/',
      'http://[::1]:80/',
      'http://a.localhost/',
    ])
      assert.ok(isThisMachine(url), url);
    for (const url of [
      'https://shop.example/',
      'https://localhost.shop.example/',
      'https://127.0.0.1.example/',
      '',
    ])
      assert.ok(!isThisMachine(url), url);
  });
});
