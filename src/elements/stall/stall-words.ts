/** What a verdict says, huge: the headline, how it looks, and a line beneath it. */
import type { Catalog } from '../../core/catalog/catalog-schema.js';
import { findDepot } from '../../core/catalog/lookup.js';
import type { Scanned } from '../../core/stall/stall-port.js';
import { VERDICTS, type Verdict, type VerdictTone } from '../../core/stall/verdicts.js';
import type { StallLocalizer } from '../words/stall-terms.js';
import type { Finding } from './stall-session.js';
import { dayOf, timeOf } from './stall-times.js';

export interface StallWords {
  readonly tone: VerdictTone;
  readonly headline: string;
  readonly beneath?: string | undefined;
}

export function toWords(finding: Finding, catalog: Catalog, l: StallLocalizer): StallWords {
  switch (finding.kind) {
    case 'scanned':
      return toVerdictWords(finding.scanned, catalog, l);
    case 'served': {
      const amount = l.money(finding.amount, finding.scanned.currency);
      const key = finding.way === 'return' ? 'stallBack' : finding.amount ? 'stallDoneTaken' : 'stallDone';
      const beneath = l.t(finding.undoable ? 'stallKept' : 'stallKeptOnly');
      return { tone: 'give', headline: l.t(key, { amount: isolate(amount, l) }), beneath };
    }
    case 'no-order': {
      const headline = l.t('stallNoOrder', { code: isolate(finding.code, l) });
      return { tone: 'stop', headline, beneath: l.t('stallNoOrderHint') };
    }
    case 'no-reader':
      return {
        tone: 'stop',
        headline: l.t(`camera.${finding.code}`),
        beneath: l.t(`camera.${finding.code}.hint`),
      };
    case 'nothing':
      return { tone: 'stop', headline: l.t('scan.nothing'), beneath: l.t('scan.nothing.hint') };
  }
}

function toVerdictWords(scanned: Scanned, catalog: Catalog, l: StallLocalizer): StallWords {
  const { verdict, typed } = scanned;
  const hint =
    verdict.kind === 'other-shop' ? vouchedFor(scanned, l) : l.find(`verdict.${verdict.kind}.hint`);
  return {
    tone: VERDICTS[verdict.kind],
    headline: headlineOf(scanned, verdict, catalog, l),
    beneath: typed ? l.t('stallTyped') : hint,
  };
}

/** Of what was collected, while it is taken back: what to do now goes before why it was not handed over. */
export function toReturnWords(scanned: Scanned, catalog: Catalog, l: StallLocalizer): StallWords {
  const { refund = 0, currency, verdict, typed } = scanned;
  const amount = isolate(l.money(refund, currency), l);
  return {
    tone: 'check',
    headline: refund > 0 ? l.t('stallGiveBack', { amount }) : l.t('stallGiveNothing'),
    beneath: typed ? l.t('stallTyped') : headlineOf(scanned, verdict, catalog, l),
  };
}

function headlineOf({ currency }: Scanned, verdict: Verdict, catalog: Catalog, l: StallLocalizer): string {
  const { kind, where = 'elsewhere', at, amount = 0 } = verdict;
  const time = at === undefined ? '' : isolate(timeOf(l, at), l);
  switch (kind) {
    case 'collected':
      return where === 'elsewhere' && at !== undefined
        ? l.t('verdict.collected.at', { time })
        : l.t(`verdict.collected.${where}`, { time });
    case 'returned':
      return l.t(`verdict.returned.${where}`, { time });
    case 'elsewhere':
      return toPlace(verdict, catalog, l);
    case 'rehearsal':
      return l.t(catalog.shop.mode === 'test' ? 'verdict.real' : 'verdict.rehearsal');
    default:
      return l.t(`verdict.${kind}`, { amount: isolate(l.money(amount, currency), l) });
  }
}

/** "For Market, Wed 25" */
function toPlace({ place }: Verdict, catalog: Catalog, l: StallLocalizer): string {
  const day = isolate(dayOf(l, (place?.startMinutes ?? 0) * 60_000), l);
  const title = place?.depot === undefined ? undefined : findDepot(catalog, place.depot)?.title;
  return title === undefined
    ? l.t('verdict.unknown-place', { day })
    : l.t('verdict.elsewhere', { place: isolate(title, l), day });
}

function vouchedFor({ verdict, vouched }: Scanned, l: StallLocalizer): string {
  return l.t(`vouched.${vouched ?? 'none'}`, { shop: isolate(verdict.shop ?? '', l) });
}

/** Names, prices and times keep their own direction inside a sentence that runs right to left. */
export function isolate(text: string, { dir }: StallLocalizer): string {
  return dir === 'rtl' ? `\u2068${text}\u2069` : text;
}
