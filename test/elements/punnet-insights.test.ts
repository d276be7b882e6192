import { expect, waitUntil } from '@open-wc/testing';

import type { OwnerWish } from '../../src/core/owner/owner-port.js';
import { insights } from '../support/insights.js';
import {
  CAN_DRAW,
  insightsLooks,
  loadInsights,
  OPEN,
  stand,
  toldOf,
} from '../support/looks/insights-looks.js';
import { show, type ShownLook } from '../support/looks/look.js';
import '../support/looks/looks.js';
import { patch } from '../support/patch.js';

const look = (name: string) => {
  const found = insightsLooks.find((each) => each.name === name);
  if (!found) throw new Error(`there is no look ${name}`);
  return found;
};

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

describe('<punnet-insights>', () => {
  before(() => loadInsights());

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
    expect(textOf(shown, '[aria-label="What they did in quotes-by-product"] tbody tr')).to.contain(
      'an order was collected too few to tell',
    );
  });

  const findings = [
    [
      'that is told of a month',
      'quotes does better than none: told on Thu 12 Nov. It is 13.0% against 10.0%.',
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
    expect(textOf(shown, '.age')).to.match(/The shop can’t be reached\. As of Tue,? 24 Nov,? (at )?07:41/);
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
    await press('end-button');
    const place = { variant: 'honey-340', depot: 'station' };
    expect(said).to.deep.equal([
      { type: 'stock.set', body: { ...place, quantity: 12, buffer: 0 } },
      { type: 'stock.set', body: { ...place, quantity: null } },
    ]);
  });

  it('says the status of a place with its reason', async () => {
    const shown = await showLook('that is told of a month');
    const said: OwnerWish[] = [];
    shown.port.owners.say = async (wish) => {
      said.push(wish);
      return { ok: true, id: 'a' };
    };
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
    const sheets = [...(shown.el.shadowRoot?.adoptedStyleSheets ?? [])];
    const print = sheets
      .flatMap((sheet) => [...sheet.cssRules])
      .filter(
        (rule): rule is CSSMediaRule => rule instanceof CSSMediaRule && rule.media.mediaText === 'print',
      )
      .map(({ cssText }) => cssText)
      .join('');
    expect(print).to.match(/\.picture[^}]*display: none/);
    expect(print).to.match(/--_text: #000/);
    expect(print).to.match(/max-block-size: none/);
  });
});
