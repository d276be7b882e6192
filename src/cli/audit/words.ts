/**
 * The words by which a shopper knows what a button or a link is for, in English and
 * German, and the names that Punnet's own parts have. As text, since they are used in
 * the page. Words that may order are kept apart: with a network, nothing that carries
 * them is pressed unless the audit may order.
 */
export type Control = 'consent' | 'product' | 'add' | 'basket' | 'checkout' | 'continue' | 'order';

export interface Pattern {
  /** The part of a Punnet element. */
  readonly part?: string;
  /** What its name says, from the most certain on. */
  readonly names: readonly string[];
  /** What its name must not say. */
  readonly not?: string;
  /** For links: where they lead to. */
  readonly href?: string;
}

const BASKET = 'basket|bag|cart|trolley|warenkorb|einkaufswagen|einkaufskorb|korb|tasche';
const ORDERS =
  '\\border (now|and pay)\\b|\\b(place|submit|send|confirm|complete) (my |your |the )?(order|purchase)\\b|\\bpay\\b|\\bbuy\\b|' +
  'pflichtig|bestellung (ab|auf|best)|jetzt (be|kauf)|\\bbestellen\\b|(^|\\bund )(be)?zahlen|\\bkaufen\\b|\\border$';
const ADDS = `\\badd\\b.*\\b(${BASKET}|order)\\b|\\b(in den|in die) (${BASKET})\\b|\\bzum (${BASKET}) hinzu`;

export const PATTERNS: Readonly<Record<Control, Pattern>> = {
  consent: {
    names: [
      '^(reject|decline|refuse|deny)\\b|\\b(only|just) (necessary|essential|needed)\\b|^(alle )?ablehnen|^nur (notwendige|nötige|essen)',
      '^(accept|agree|allow)( all| cookies| and close)?\\b|^(alle(s)? )?(akzeptieren|annehmen|erlauben)|^(zustimmen|einverstanden)',
    ],
    not: ORDERS,
  },
  product: {
    names: [
      '\\b(view|see|show|choose|details|ansehen|zum produkt|auswählen)\\b',
      '[£$€]\\s?\\d|\\d\\s?[£$€]',
      '\\b(shop|products?|store|produkte?|sortiment|alle artikel)\\b',
    ],
    not: `${ORDERS}|\\b(${BASKET}|account|log ?in|konto|anmelden)\\b`,
    href: '/(products?|shop|item|artikel|produkte?|p)/[^/#?]+',
  },
  add: { part: 'add-button', names: [ADDS, '^(add|hinzufügen)$'], not: '\\b(pay|buy|kaufen|bezahlen)\\b' },
  basket: {
    part: 'open-button',
    names: [
      `^((view|open|show|see|go to|your|my|zum|zu deinem|dein|mein|ihr) )*(shopping )?(${BASKET})\\b`,
      `\\b(${BASKET})\\b`,
    ],
    not: `${ORDERS}|${ADDS}|remove|empty|entfernen|leeren`,
    href: `/(${BASKET})(/|\\.|$)`,
  },
  checkout: {
    part: 'checkout-button',
    names: ['\\bcheck ?out\\b', '\\bkasse\\b', '\\bproceed\\b|\\bcontinue to\\b'],
    not: ORDERS,
    href: '/(check-?out|kasse)(/|\\.|$)',
  },
  continue: { names: ['\\b(continue|next|weiter|fortfahren)\\b'], not: `${ORDERS}|shopping|einkauf` },
  order: {
    part: 'order-button',
    names: [ORDERS, '^(submit|send|absenden|senden|ok)$'],
    not: `${ADDS}|\\b(your|my|track|deine|ihre) order|newsletter|katalog`,
  },
};

/** What a page says once an order is taken or kept. */
export const ORDER_TAKEN =
  'thank you(?! for (your patience|visiting|subscribing))|thanks for (your|the) order|' +
  'order (is |has been |was )?(received|confirmed|placed|saved|queued)|saved on this device|held in this tab|' +
  'order\\b.{0,40}\\bwill be sent|vielen dank|danke für (deine|ihre|die) bestellung|' +
  'bestellung (ist |wurde )?(eingegangen|erhalten|gespeichert|bestätigt)|bestellung\\b.{0,40}\\bwird (später )?gesendet';
