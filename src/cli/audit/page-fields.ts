/**
 * How a form is filled, in the page itself, as a shopper would: what is asked for and
 * empty, under a name that says where it is from. Sent as text, with the parts that it
 * uses. Changes nothing but fields.
 */
import { everything, reachable, wordsOf } from './page-parts.js';

/** A field and what was put into it. */
export interface Typed {
  readonly key: string;
  readonly label: string;
  readonly value: string;
}
type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

function labelOf(field: Field): string {
  const labels = [...(field.labels ?? [])].map(wordsOf).join(' ');
  return labels || field.getAttribute('aria-label') || field.getAttribute('placeholder') || field.name;
}

function keyOf(field: Field): string {
  const { type, name, id } = field;
  return type === 'radio' || type === 'checkbox'
    ? `${name || id}=${field.value}`
    : name || id || labelOf(field);
}

/** Fields that a shopper would fill. Card numbers are none of the audit's business. */
function fieldsIn(elements: Element[]): Field[] {
  const fillable = elements.filter((element): element is Field => element.matches('input, select, textarea'));
  const never = /^(hidden|submit|button|image|reset|file|password|search)$/;
  const leave = /card|cc-|cvc|cvv|iban|search|such|coupon|voucher|gutschein|newsletter|discount|rabatt/i;
  return fillable.filter((field) => {
    const known = `${field.name} ${field.id} ${field.autocomplete} ${labelOf(field)}`;
    const open =
      !field.matches(':disabled, [readonly]') && field.checkVisibility({ visibilityProperty: true });
    return open && !never.test(field.type) && !leave.test(known);
  });
}

/** As typed, so that frameworks which watch the setter notice. */
function put(field: Field, value: string): void {
  const kind = field.matches('select')
    ? HTMLSelectElement
    : field.matches('textarea')
      ? HTMLTextAreaElement
      : HTMLInputElement;
  Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  field.dispatchEvent(new Event('change', { bubbles: true, composed: true }));
}

/** What a shopper might type, under a name that says where it is from. */
function answerFor(field: Field): string {
  const known =
    `${field.type} ${field.autocomplete} ${field.name} ${field.id} ${labelOf(field)}`.toLowerCase();
  const german = document.documentElement.lang.startsWith('de');
  const answers: [RegExp, string][] = [
    [/e-?mail/, 'punnet.audit@example.com'],
    [/\btel|phone|telefon|handy/, '07700 900123'],
    [/^date/, new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)],
    [/^time/, '12:00'],
    [/^(number|range)/, (field instanceof HTMLInputElement && field.min) || '1'],
    [/post-?code|postal|zip|plz|postleitzahl/, german ? '10115' : 'SW1A 1AA'],
    [/city|town|address-level2|\bort\b|stadt/, german ? 'Berlin' : 'London'],
    [/street|address|stra(ß|ss)e|adresse/, german ? 'Teststraße 1' : '1 Test Street'],
    [/family|last-?name|surname|nachname/, 'Audit'],
    [/name/, 'Punnet Audit'],
  ];
  const found = answers.find(([says]) => says.test(known))?.[1];
  return found ?? (field.required ? 'Audit' : '');
}

function fillChoice(field: HTMLInputElement, all: Field[]): string | undefined {
  if (field.type === 'checkbox') {
    const agreed = /terms|agb|bedingung|widerruf|datenschutz|privacy/i.test(
      `${field.name} ${labelOf(field)}`,
    );
    if (field.checked || !(field.required || agreed)) return undefined;
    field.click();
    return 'on';
  }
  const root = field.getRootNode();
  const group = all.filter(
    (other) => other.type === 'radio' && other.name === field.name && other.getRootNode() === root,
  );
  if (group.some((other) => (other as HTMLInputElement).checked)) return undefined;
  // Of many, as of times to collect, the first may close while the walk is on.
  const chosen = group.length > 4 ? group.at(-1) : group[0];
  if (chosen !== field) return undefined;
  field.click();
  return field.value;
}

function fillField(field: Field, all: Field[]): string | undefined {
  if (field.type === 'radio' || field.type === 'checkbox') return fillChoice(field as HTMLInputElement, all);
  if (field.value) return undefined;
  const value =
    field instanceof HTMLSelectElement
      ? [...field.options].find((option) => option.value && !option.disabled)?.value
      : answerFor(field);
  if (!value) return undefined;
  put(field, value);
  return value;
}

/** Fills what is empty, in what surrounds an element, else in all that can be reached. */
export function fill(element: Element | null): Typed[] {
  const holder = element && holderOf(element);
  const fields = fieldsIn(holder ? everything(holder) : reachable());
  return fields.flatMap((field) => {
    const value = fillField(field, fields);
    return value === undefined ? [] : [{ key: keyOf(field), label: labelOf(field), value }];
  });
}

function holderOf(element: Element): ParentNode {
  const root = element.getRootNode();
  const near = element.closest('form, [itemscope], article, li, dialog, main');
  return near ?? (root instanceof ShadowRoot ? root : document);
}

/** Of what was typed, what the page has now. */
export function findHeld(typed: readonly Typed[]): Typed[] {
  const held = everything(document)
    .filter((element): element is Field => element.matches('input, select, textarea'))
    .filter((field) => !/^(radio|checkbox)$/.test(field.type) || (field as HTMLInputElement).checked)
    .map((field) => `${keyOf(field)}\n${/^checkbox$/.test(field.type) ? 'on' : field.value}`);
  return typed.filter(({ key, value }) => held.includes(`${key}\n${value}`));
}

export const FIELDS = [labelOf, keyOf, fieldsIn, put, answerFor, fillChoice, fillField, holderOf];
