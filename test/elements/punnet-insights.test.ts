import { expect, waitUntil } from '@open-wc/testing';

import type { OwnerWish } from '../../src/core/owner/owner-port.js';
import { REACHED_WITHIN_DAYS, SETTLED_WITHIN_DAYS } from '../../src/core/measure/count.js';
import type { InsightsAnswer } from '../../src/core/protocol/insights.js';
import { daysFor } from '../../src/elements/insights/insight-words.js';
import { EXPERIMENT, insights, SHORT_TO } from '../support/insights.js';
import {
  CAN_DRAW,
  insightsLooks,
  loadInsights,
  OPEN,
  stand,
  toldOf,
  WORDS,
} from '../support/looks/insights-looks.js';
import { show, type ShownLook } from '../support/looks/look.js';
import '../support/looks/looks.js';
import { patch } from '../support/patch.js';

type Arm = (typeof EXPERIMENT.arms)[number];

const look = (name: string) => {
  const found = insightsLooks.find((each) => each.name === name);
  if (!found) throw new Error(`there is no look ${name}`);
  return found;
};

const MINUTE = 60_000;
/** What a wall shows while the shop is told of. */
const AT = Date.parse('2026-11-24T07:41:00Z');

const showLook = (name: string, lang = 'en') => show('insights', look(name), {}, lang);

const all = ({ el }: ShownLook, selector: string) => [
  ...(el.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? []),
];
const textOf = (shown: ShownLook, selector: string) =>
  all(shown, selector)
    .map(({ textContent }) => textContent?.replace(/\s+/g, ' ').trim())
    .join(' | ');
const hasState = ({ el }: ShownLook, state: string) => el.matches(`:state(${state})`);

/** The first cells of a table, from the top. */
const firstColumn = (shown: ShownLook, label: string) =>
  all(shown, `[aria-label="${label}"] tbody th`).map(({ textContent }) => textContent?.trim() ?? '');

async function saved(act: () => Promise<void>): Promise<{ name: string; text: string }> {
  const urls: Blob[] = [];
  const names: string[] = [];
  const restore = [
    patch(URL, 'createObjectURL', { value: (file: Blob) => (urls.push(file), '#') }),
    patch(HTMLAnchorElement.prototype, 'click', {
      value(this: HTMLAnchorElement) {
        names.push(this.download);
      },
    }),
  ];
  await act();
  restore.forEach((undo) => undo());
  const [file] = urls;
  return { name: names[0] ?? '', text: (await file?.text()) ?? '' };
}

const tell = (shown: ShownLook, changes: Partial<InsightsAnswer>) =>
  stand(shown, { ...OPEN, told: toldOf(changes) });

/** A screen that is told of a month, but for some of it. */
async function showTold(changes: Partial<InsightsAnswer>): Promise<ShownLook> {
  const shown = await showLook('that is told of a month');
  await tell(shown, changes);
  return shown;
}

function printRules({ el }: ShownLook): readonly CSSStyleRule[] {
  return [...(el.shadowRoot?.adoptedStyleSheets ?? [])]
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule): rule is CSSMediaRule => rule instanceof CSSMediaRule && rule.media.mediaText === 'print')
    .flatMap((rule) => [...rule.cssRules])
    .filter((rule): rule is CSSStyleRule => rule instanceof CSSStyleRule);
}

describe('<punnet-insights>', () => {
  let restoreNow: () => void;
  before(async () => {
    await loadInsights();
    restoreNow = patch(Date, 'now', { value: () => AT });
  });
  after(() => restoreNow());

  it('asks for the owner’s code, and asks the shop for a month once it has it', async () => {
    const shown = await showLook('that asks for its code');
    const { port, el, press, settle } = shown;
    (el.shadowRoot?.querySelector('#code') as HTMLInputElement).value = 'abcde fghjk';
    port.owners = {
      enrol: async () => ({ ok: true }),
      look: async () => ({ ok: true, view: OPEN }),
      ask: async () => ({ ok: true, told: toldOf() }),
    };
    await press('open-button');
    await settle();
    expect(port.calls.find(([name]) => name === 'enrol')).to.deep.equal(['enrol', 'abcde fghjk', false]);
    const asked = port.calls.filter(([name]) => name === 'ask');
    expect(asked).to.have.length(1);
    const [, from, to] = asked[0] as [string, string, string];
    expect((Date.parse(to) - Date.parse(from)) / 86_400_000).to.equal(29);
  });

  it('shows figures in the shop’s money, orders that stand apart from those that came to nothing', async () => {
    const shown = await showLook('that is told of a month');
    const figures = textOf(shown, '.figure');
    expect(figures).to.contain('Orders that stand 309');
    expect(figures).to.contain('What they come to £4,511.40');
    expect(figures).to.contain('Came to nothing 10');
  });

  it('has for each drawing a finding in a sentence, and a table with the same numbers', async () => {
    const shown = await showLook('that is told of a month');
    const figures = all(shown, 'figure');
    expect(figures.length).to.be.at.least(6);
    for (const figure of figures) {
      expect(figure.querySelector('figcaption')?.textContent?.trim()).not.to.equal('');
      expect(figure.querySelectorAll('tbody tr').length).to.be.at.least(1);
      const picture = figure.querySelector('.picture');
      if (picture) expect(picture.getAttribute('aria-hidden')).to.equal('true');
    }
    const drawn = () => all(shown, '.plot canvas').length;
    if (CAN_DRAW) await waitUntil(() => drawn() === 3, 'three drawings');
    else expect(drawn()).to.equal(0);
  });

  if (CAN_DRAW)
    it('draws in the colours of the page, anew where its scheme changes', async () => {
      const shown = await showLook('that is told of a month');
      await waitUntil(() => all(shown, '.plot canvas').length === 3);
      const inkOf = () => {
        const canvas = all(shown, '.plot canvas')[0] as HTMLCanvasElement;
        const { width, height } = canvas;
        const data = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
        const colors = new Map<string, number>();
        for (let at = 0; at < data.length; at += 4)
          if (data[at + 3] === 255) {
            const color = `${data[at]},${data[at + 1]},${data[at + 2]}`;
            colors.set(color, (colors.get(color) ?? 0) + 1);
          }
        return [...colors].sort((one, other) => other[1] - one[1])[0]?.[0];
      };
      await waitUntil(() => inkOf() === '47,93,60', 'the accent of the light scheme');
      document.documentElement.style.colorScheme = 'dark';
      try {
        await waitUntil(() => inkOf() === '147,201,160', 'that of the dark one');
      } finally {
        document.documentElement.style.colorScheme = '';
      }
    });

  it('sorts a table by its headers, and says how', async () => {
    const shown = await showLook('that is told of a month');
    const header = () => all(shown, '[aria-label="Disputes"] th')[2];
    const before = firstColumn(shown, 'Disputes');
    expect(before).to.deep.equal(['Ran out', 'The price changed', 'No choice came in time']);
    header()?.querySelector('button')?.click();
    await shown.settle();
    expect(header()?.getAttribute('aria-sort')).to.equal('ascending');
    expect(firstColumn(shown, 'Disputes')).to.deep.equal([...before].reverse());
    header()?.querySelector('button')?.click();
    await shown.settle();
    expect(header()?.getAttribute('aria-sort')).to.equal('descending');
    expect(firstColumn(shown, 'Disputes')).to.deep.equal(before);
  });

  it('saves a table as a file that a spreadsheet reads, and all of them in one', async () => {
    const shown = await showLook('that is told of a month');
    const one = await saved(async () => {
      all(shown, '[aria-label="Download as CSV: Stock"]')[0]?.click();
    });
    expect(one.name).to.equal('millrace-stock-2026-10-26-2026-11-24.csv');
    expect(one.text.replace('\uFEFF', '').split('\r\n')[1]).to.equal(
      'Rolled oats 500 g,Station kiosk,20,12,2,6,0,2',
    );
    const every = await saved(() => shown.press('download-button'));
    for (const title of ['Orders', 'Disputes', 'Checkouts', 'Stock']) expect(every.text).to.contain(title);
    expect(every.text).to.contain('2026-11-24,11,0,0,160.6');
  });

  it('says nothing of a number that was not told', async () => {
    const shown = await showLook('that is told of a month');
    expect(textOf(shown, '[aria-label="Checkouts"] tbody tr')).to.contain('Without 14 too few to tell');
  });

  const findings = [
    [
      'that is told of a month',
      'quotes does better than none: told by the days to Thu 12 Nov. It is 13.0% against 10.0%.',
    ],
    ['without enough data yet', 'Not enough data yet: about 12 days more.'],
    ['that can’t say when there is enough', 'too little comes in to say when there will be'],
    ['with no difference', 'what difference there is, is between -1.0 points and +2.0 points'],
    ['with nothing decided', 'No difference was told, though enough came'],
    ['with something worse, and an experiment that was changed', 'quotes does worse than none'],
  ] as const;
  for (const [name, finding] of findings) {
    it(`${name} says “${finding}”`, async () => {
      const shown = await showLook(name);
      expect(textOf(shown, '.trial [part~=finding]').replaceAll(',', '')).to.contain(
        finding.replaceAll(',', ''),
      );
    });
  }

  it('shows nothing of a test that is stopped but that it is', async () => {
    const shown = await showLook('with a test that is stopped');
    expect(textOf(shown, '.trial [part~=finding]')).to.match(/^Stopped: /);
    expect(all(shown, '.trial figure')).to.have.length(0);
    expect(textOf(shown, '.trial')).not.to.match(/13\.0|200/);
  });

  it('shows what it was told last with its age, where the shop can’t be reached', async () => {
    const shown = await showLook('with no connection, and what it was told last');
    expect(textOf(shown, '.age')).to.match(
      /The shop can’t be reached\. 26 Oct to 24 Nov, as of Tue,? 24 Nov,? (at )?07:41/,
    );
    expect(hasState(shown, 'stale')).to.equal(true);
    expect(textOf(shown, '.figure')).to.contain('£');
  });

  it('asks for other days, and for none that there are not', async () => {
    const shown = await showLook('that is told of a month');
    const { port, press, el } = shown;
    await press('range-button');
    const asked = port.calls.filter(([name]) => name === 'ask');
    const [, from, to] = asked.at(-1) as [string, string, string];
    expect((Date.parse(to) - Date.parse(from)) / 86_400_000).to.equal(6);
    (el.shadowRoot?.querySelector('#range-from') as HTMLInputElement).value = '2027-01-01';
    await press('range-button', 3);
    expect(port.calls.filter(([name]) => name === 'ask')).to.have.length(asked.length);
    expect(textOf(shown, '#range-error')).to.contain('400 days at most');
  });

  it('puts a row into the form, and says the count that is typed', async () => {
    const shown = await showLook('that is told of a month');
    const { port, press, el } = shown;
    const said: OwnerWish[] = [];
    port.owners.say = async (wish) => {
      said.push(wish);
      return { ok: true, id: 'a' };
    };
    await press('change-button', 1);
    expect((el.shadowRoot?.querySelector('#stock-count') as HTMLInputElement).value).to.equal('2');
    expect((el.shadowRoot?.activeElement as HTMLElement | null)?.id).to.equal('stock-count');
    const field = el.shadowRoot?.querySelector('#stock-count') as HTMLInputElement;
    field.value = '12';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await press('save-button');
    expect(textOf(shown, '[part~=end-button]')).to.equal('Count Heather honey at Station kiosk no more');
    await press('end-button');
    const place = { variant: 'honey-340', depot: 'station' };
    expect(said).to.deep.equal([
      { type: 'stock.set', body: { ...place, quantity: 12, buffer: 0 } },
      { type: 'stock.set', body: { ...place, quantity: null } },
    ]);
  });

  it('counts nothing no more that was not chosen from the table', async () => {
    const shown = await showLook('that is told of a month');
    expect(all(shown, '[part~=end-button]')).to.have.length(0);
    await shown.press('change-button', 1);
    expect(all(shown, '[part~=end-button]')).to.have.length(1);
    const item = all(shown, '#stock-variant')[0] as HTMLSelectElement;
    item.value = 'oats-500';
    item.dispatchEvent(new Event('change', { bubbles: true }));
    await shown.settle();
    expect(all(shown, '[part~=end-button]')).to.have.length(0);
  });

  it('leaves whoever ends a count by the keyboard in the form', async () => {
    const shown = await showLook('that is told of a month');
    await shown.press('change-button', 1);
    await shown.press('end-button');
    await shown.settle();
    expect((shown.el.shadowRoot?.activeElement as HTMLElement | null)?.id).to.equal('stock-variant');
  });

  it('says of a count that was refused and seen nothing, and not that the shop has it', async () => {
    const shown = await showLook('that is told of a month');
    const note = () => textOf(shown, '[part~=stock-form] .told');
    shown.port.owners.say = async () => ({ ok: true, id: 'd' });
    await shown.press('change-button');
    await shown.press('save-button');
    const wish = {
      type: 'stock.set',
      body: { variant: 'oats-500', depot: 'station', quantity: 20 },
    } as const;
    const refused = { id: 'd', at: '2026-11-24T07:41:00Z', wish, refused: 'not-allowed' };
    await stand(shown, { ...OPEN, words: [refused], told: toldOf() });
    expect(note()).to.equal('The shop did not take it.');
    shown.port.owners.look = async () => ({ ok: true, view: { ...OPEN, told: toldOf() } });
    await shown.press('noted-button');
    await shown.settle();
    expect(note()).to.equal('');
  });

  it('says the status of a place with its reason', async () => {
    const shown = await showLook('that is told of a month');
    const said: OwnerWish[] = [];
    shown.port.owners.say = async (wish) => {
      said.push(wish);
      return { ok: true, id: 'a' };
    };
    expect(textOf(shown, '[part~=depots] > [part~=hint]')).to.contain(
      'asks all who collect there for another choice',
    );
    const form = all(shown, '[part~=depot]')[0] as HTMLFormElement;
    (form.querySelector('select') as HTMLSelectElement).value = 'closed';
    form.querySelector('button')?.click();
    await shown.settle();
    expect(said).to.deep.equal([
      { type: 'depot.set', body: { depot: 'station', status: 'closed', reason: 'Short of staff' } },
    ]);
  });

  it('shows what waits and what was refused, until the owner has seen that', async () => {
    const shown = await showLook('with words on their way, and one that was refused');
    expect(textOf(shown, '[part~=word]')).to.contain(
      'Rolled oats 500 g, Station kiosk: 40. Saved, not sent yet.',
    );
    await shown.press('noted-button');
    expect(shown.port.calls.at(-2) ?? []).to.deep.equal(['note', 'd']);
  });

  it('asks again once the shop has taken what waited', async () => {
    const shown = await showLook('with words on their way, and one that was refused');
    const { port, settle } = shown;
    const asked = () => port.calls.filter(([name]) => name === 'ask').length;
    const before = asked();
    await stand(shown, { ...OPEN, told: toldOf(insights()) });
    await settle();
    expect(asked()).to.equal(before + 1);
  });

  it('is black on white on paper, with its tables and without its forms', async () => {
    const shown = await showLook('that is told of a month');
    const print = printRules(shown)
      .map(({ cssText }) => cssText)
      .join('');
    expect(print).to.match(/\.picture[^}]*display: none/);
    expect(print).to.match(/--_text: #000/);
    expect(print).to.match(/max-block-size: none/);
    expect(print).to.match(/\.sort {[^}]*padding-inline: var\(--_unit\)/);
  });

  it('has no button on paper but the headers of its tables, and places as a table', async () => {
    const shown = await showLook('with words on their way, and one that was refused');
    await stand(shown, { ...OPEN, words: WORDS, told: toldOf() });
    const hidden = printRules(shown)
      .filter(({ style }) => style.display === 'none')
      .map(({ selectorText }) => selectorText)
      .join();
    const parts = hidden.split(/,\s*(?![^[(]*[\])])/);
    for (const selector of parts.filter((each) => each.startsWith('.') || each.startsWith('[')))
      expect(all(shown, selector).length, selector).to.be.at.least(1);
    const printed = all(shown, 'button').filter((button) => !button.closest(hidden));
    expect(printed.length).to.be.above(0);
    expect(printed.every((button) => button.matches('[part~=sort-button]'))).to.equal(true);
    expect(textOf(shown, '[aria-label="Places"] tbody tr')).to.contain('Station kiosk open, with delays');
    expect(all(shown, '[aria-label="Places"]')[0]?.closest(hidden) ?? null).to.equal(null);
  });
});

describe('the sentences of <punnet-insights>', () => {
  let restoreNow: () => void;
  before(async () => {
    await loadInsights();
    restoreNow = patch(Date, 'now', { value: () => AT });
  });
  after(() => restoreNow());

  it('name the reason that most orders have, however those stand now', async () => {
    const shown = await showTold({
      disputes: [
        { state: 'disputed', cause: 'price-changed', count: 5 },
        { state: 'disputed', cause: 'out-of-stock', count: 3 },
        { state: 'cancelled', cause: 'out-of-stock', count: 3 },
      ],
    });
    expect(textOf(shown, '[part~=disputes] figcaption')).to.equal(
      '11 orders could not be served as they were placed. The most common reason: Ran out.',
    );
  });

  it('say of checkouts how many there were in all, and which share is of which', async () => {
    const shown = await showTold({
      checkouts: [
        { from: '2026-10-26', to: '2026-11-04', window: 'online', begun: 80, completed: 60 },
        { from: '2026-10-26', to: '2026-11-10', window: 'offline', begun: 20, completed: 10 },
      ],
      lateCheckouts: 30,
    });
    expect(textOf(shown, '[part~=windows]')).to.contain(
      'Of 100 checkouts, 75.0% of those begun with a connection ended in an order, 50.0% of those without.',
    );
    expect(textOf(shown, '[part~=windows]')).to.contain('About 30 counts of checkouts came too late');
  });

  it('say of what can’t be ordered how many more there are than are named', async () => {
    const stock = ['mill', 'stall', 'station'].flatMap((depot) =>
      ['oats-500', 'honey-340'].map((variant) => ({
        ...{ variant, depot, pool: 0, leased: 0, sold: 0, owed: 0, buffer: 0 },
      })),
    );
    const finding = '[part~=stock] > [part~=finding]';
    const shown = await showTold({ stock });
    expect(textOf(shown, finding)).to.match(/^6 items can’t be ordered now: .* and 1 more\.$/);
    await tell(shown, { stock: stock.slice(1) });
    expect(textOf(shown, finding)).not.to.contain('more');
  });

  it('say how long orders were on their way in the unit that reads best, and a file in seconds', async () => {
    const shown = await showLook('that is told of a month');
    expect(textOf(shown, '[aria-label="On the way"] th')).not.to.contain('Seconds');
    expect(textOf(shown, '[aria-label="On the way"] tbody tr')).to.contain('The longest 26 hours');
    const { text } = await saved(async () =>
      all(shown, '[aria-label="Download as CSV: On the way"]')[0]?.click(),
    );
    expect(text).to.contain('Orders,Seconds\r\n');
    expect(text).to.contain('The longest,93000');
  });

  it('say within how many days an outcome is counted, as devices count it', async () => {
    expect([daysFor('saved'), daysFor('settled')]).to.deep.equal([REACHED_WITHIN_DAYS, SETTLED_WITHIN_DAYS]);
    const shown = await showLook('with an experiment that ended too early');
    expect(textOf(shown, '.trial')).to.contain('an order was collected, within 30 days of first seeing it.');
    expect(textOf(shown, '.trial')).to.contain('It ended before there was enough data to tell.');
  });

  it('say to which day devices’ counts are told, where the days that are shown go on', async () => {
    const shown = await showLook('that is told of a month');
    const counted = 'Days up to 16 Nov are counted: each is told 8 days later';
    expect(textOf(shown, '[part~=windows]')).to.contain(counted);
    expect(textOf(shown, '.trial')).to.contain(counted);
    await tell(shown, { experiments: [{ ...EXPERIMENT, outcome: 'settled' }] });
    expect(textOf(shown, '.trial')).to.contain('Days up to 24 Oct are counted: each is told 31 days later');
    await tell(shown, { experiments: [{ ...EXPERIMENT, until: '2026-11-16' }] });
    expect(textOf(shown, '.trial')).not.to.contain('Days up to');
    await tell(shown, { to: SHORT_TO, orders: [] });
    expect(textOf(shown, '[part~=windows]')).not.to.contain('Days up to');
  });

  it('say why it is not told whether orders were collected, and have that where it decides', async () => {
    const outcomes = '[aria-label="What they did in quotes-by-product"]';
    const shown = await showLook('that is told of a month');
    expect(textOf(shown, `${outcomes} tbody tr`)).not.to.contain('an order was collected');
    expect(textOf(shown, '.trial figcaption')).to.contain(
      'Whether orders were collected comes after these days are put together',
    );
    await tell(shown, { experiments: [{ ...EXPERIMENT, outcome: 'settled' }] });
    expect(textOf(shown, `${outcomes} tbody tr`)).to.contain('an order was collected too few to tell');
    expect(textOf(shown, '.trial figcaption')).not.to.contain('Whether orders were collected');
  });

  it('tell of how many that reached it the connection is not told, so that a row adds up', async () => {
    const [control, arm] = EXPERIMENT.arms as [Arm, Arm];
    const saved = {
      outcome: 'saved' as const,
      all: { seen: 3_518, reached: 363 },
      windows: { seen: 2_700, online: 253, offline: 28 },
    };
    const arms = [
      { ...control, outcomes: [saved] },
      { ...arm, outcomes: [{ ...saved, windows: null }] },
    ];
    const shown = await showTold({ experiments: [{ ...EXPERIMENT, arms }] });
    expect(textOf(shown, '[aria-label="What they did in quotes-by-product"] tbody tr')).to.equal(
      'none an order was placed 3,518 363 253 28 82 | ' +
        'quotes an order was placed 3,518 363 too few to tell too few to tell 363',
    );
  });

  it('have each day on one line, also on a phone', async () => {
    const shown = await showLook('that is told of a month');
    shown.el.style.inlineSize = '18rem';
    const days = all(shown, '[aria-label="Checkouts"] tbody bdi').filter(({ textContent }) =>
      /\d\s(Oct|Nov)$/.test(textContent ?? ''),
    );
    expect(new Set(days.map((day) => day.getClientRects().length))).to.deep.equal(new Set([1]));
  });

  it('say what came too late, and that an experiment waits for one arm', async () => {
    const shown = await showLook('with an arm for which others wait');
    expect(textOf(shown, '.trial')).to.contain('in quotes fewer than ten reached it');
    expect(textOf(shown, '.trial')).to.contain('About 20 counts came too late');
    const { groups } = EXPERIMENT;
    const told = await showTold({ experiments: [{ ...EXPERIMENT, groups: groups.slice(0, 2) }] });
    expect(textOf(told, '[aria-label="Days of quotes-by-product, put together"] tbody tr')).to.match(
      /Mon,? 26 Oct Mon,? 26 Oct none 100 10 \| .* quotes 101 13/,
    );
  });

  it('tell three arms apart, each by a drawing of its own, and say once what is true of both', async () => {
    const [control, arm] = EXPERIMENT.arms;
    const finding = { kind: 'not-enough', days: 3 } as const;
    const arms = ['quotes', 'stars'].map(
      (id) => ({ ...arm, id, finding }) as (typeof EXPERIMENT.arms)[number],
    );
    const shown = await showTold({
      experiments: [{ ...EXPERIMENT, arms: [control as (typeof arms)[number], ...arms] }],
    });
    const captions = all(shown, '.trial figcaption').map(({ textContent }) => textContent ?? '');
    expect(captions.filter((text) => /more reach it in quotes than in none/.test(text))).to.have.length(1);
    expect(captions.filter((text) => /more reach it in stars than in none/.test(text))).to.have.length(1);
    expect(all(shown, '.trial > [part~=finding]')).to.have.length(1);
  });

  it('have the year of a day that is not of this one', async () => {
    const shown = await showTold({
      experiments: [
        {
          ...EXPERIMENT,
          arms: EXPERIMENT.arms.map((arm) =>
            arm.finding ? { ...arm, finding: { kind: 'better', day: '2025-11-12' } as const } : arm,
          ),
        },
      ],
    });
    expect(textOf(shown, '.trial > [part~=finding]')).to.match(/told by the days to Wed,? 12 Nov,? 2025/);
    expect(textOf(shown, '[part~=orders] figcaption')).not.to.contain('2026');
  });

  it('are of ids that a page takes, whatever a shop calls its experiments and places', async () => {
    const shown = await showTold({ experiments: [{ ...EXPERIMENT, id: 'quotes by product' }] });
    const ids = all(shown, '[id]').map(({ id }) => id);
    expect(ids.filter((id) => /\s/.test(id))).to.deep.equal([]);
    for (const labelled of all(shown, '[aria-labelledby]'))
      expect(ids).to.include(labelled.getAttribute('aria-labelledby'));
  });
});

describe('a file of <punnet-insights>', () => {
  it('has the ends of an interval as numbers, and places with their status', async () => {
    const shown = await showLook('that is told of a month');
    const { text } = await saved(() => shown.press('download-button'));
    expect(text).to.contain('none,nothing,2000,200,0.1,0.087,0.114');
    expect(text).to.contain('Station kiosk,"open, with delays",Short of staff');
  });
});

describe('figures that are looked at', () => {
  let now = AT;
  let ticks: (() => void)[] = [];
  let periods: number[] = [];
  let restore: (() => void)[] = [];
  beforeEach(() => {
    now = AT;
    ticks = [];
    periods = [];
    restore = [
      patch(Date, 'now', { value: () => now }),
      patch(globalThis, 'setInterval', {
        value: (tick: () => void, period: number) => ticks.push(tick) && periods.push(period),
      }),
    ];
  });
  afterEach(() => restore.forEach((undo) => undo()));

  const asked = ({ port }: ShownLook) => port.calls.filter(([name]) => name === 'ask').length;

  it('are asked for again once they are five minutes old', async () => {
    const shown = await showLook('that is told of a month');
    const before = asked(shown);
    now = AT + 4 * MINUTE;
    ticks.forEach((tick) => tick());
    expect(asked(shown)).to.equal(before);
    now = AT + 6 * MINUTE;
    ticks.forEach((tick) => tick());
    expect(asked(shown)).to.equal(before + 1);
  });

  it('are asked for as soon as there is a connection again', async () => {
    const shown = await showLook('with no connection, and what it was told last');
    const before = asked(shown);
    shown.port.change({ connection: 'online' });
    await shown.settle();
    expect(asked(shown)).to.equal(before + 1);
  });

  it('are asked for again each half minute where the shop did not answer, and stay in sight', async () => {
    const shown = await showLook('with no connection, and what it was told last');
    const before = asked(shown);
    shown.port.owners.ask = () => new Promise(() => undefined);
    expect(Math.max(...periods)).to.be.at.most(30_000);
    ticks.forEach((tick) => tick());
    await shown.settle();
    expect(asked(shown)).to.equal(before + 1);
    expect(textOf(shown, '.age')).to.contain('The shop can’t be reached.');
  });

  it('keep their place when the shop can’t be reached', async () => {
    const shown = await showLook('that is told of a month');
    shown.el.style.inlineSize = '328px';
    const top = () => all(shown, '.figures')[0]?.offsetTop;
    const before = top();
    shown.port.owners.ask = async () => ({ ok: false, code: 'unreachable', message: 'x' });
    now = AT + 6 * MINUTE;
    ticks.forEach((tick) => tick());
    await shown.settle();
    await shown.settle();
    expect(textOf(shown, '.age')).to.contain('The shop can’t be reached.');
    expect(top()).to.equal(before);
  });
});

describe('tables of <punnet-insights> on a phone', () => {
  it('have whole amounts where there are three columns, and else a shaded edge and the row’s name in sight', async () => {
    const shown = await showTold({
      orders: [{ day: '2026-11-01', state: 'collected', count: 507, amount: 1_153_815 }],
    });
    shown.el.style.inlineSize = '328px';
    const states = all(shown, '[aria-label="How orders stand"]')[0];
    expect(states?.scrollWidth).to.equal(states?.clientWidth);
    const days = all(shown, '[aria-label="Orders"]')[0] as HTMLElement;
    expect(days.scrollWidth).to.be.above(days.clientWidth);
    expect(getComputedStyle(days).backgroundImage.match(/linear-gradient/g)).to.have.length(4);
    const name = days.querySelector('tbody th') as HTMLElement;
    const before = name.getBoundingClientRect().left;
    days.scrollLeft = 40;
    expect(name.getBoundingClientRect().left).to.equal(before);
  });
});
