/**
 * What is missing or cannot be right in a checkout, in the order of the page. It
 * asks for no more than the shop does and judges only what nobody could use: a
 * strange name or a foreign number is not an error.
 */
import type { CheckoutFault, CheckoutField } from './checkout-steps.js';

export type ContactField = 'name' | 'email' | 'phone';
export const CONTACT_FIELDS: readonly ContactField[] = ['name', 'email', 'phone'];
export type ContactRules = Readonly<
  Partial<Record<ContactField, 'required' | 'optional' | 'off' | undefined>>
>;

export type CheckoutForm = Readonly<Record<CheckoutField, string>>;
export const EMPTY_FORM: CheckoutForm = { depot: '', slot: '', name: '', email: '', phone: '' };

/** The bounds of the sealed contact, which the shop reads by them; the inputs stop there. */
export const CONTACT_LENGTHS: Readonly<Record<ContactField, number>> = { name: 200, email: 254, phone: 40 };
export const NOTE_LENGTH = 500;

const FEWEST_DIGITS = 5;

export function findFaults(form: CheckoutForm, rules: ContactRules): readonly CheckoutFault[] {
  const faults: CheckoutFault[] = [];
  if (!form.depot) faults.push({ field: 'depot', code: 'missing' });
  if (!form.slot) faults.push({ field: 'slot', code: 'missing' });
  for (const field of toAskedFields(rules)) {
    const value = form[field].trim();
    if (!value && rules[field] === 'required') faults.push({ field, code: 'missing' });
    else if (value.length > CONTACT_LENGTHS[field]) faults.push({ field, code: 'too-long' });
    else if (value && !isUsable(field, value)) faults.push({ field, code: 'malformed' });
  }
  return faults;
}

/** The fields that the shop wants to see, in the order of the page. */
export function toAskedFields(rules: ContactRules): readonly ContactField[] {
  return CONTACT_FIELDS.filter((field) => (rules[field] ?? 'off') !== 'off');
}

/** What is sent to the shop: only what it asks for, and only what was typed. */
export function toContact(form: CheckoutForm, rules: ContactRules): Partial<Record<ContactField, string>> {
  const typed = toAskedFields(rules).map((field) => [field, form[field].trim()] as const);
  return Object.fromEntries(typed.filter(([, value]) => value));
}

function isUsable(field: ContactField, value: string): boolean {
  if (field === 'email') return /^[^\s@]+@[^\s@]+$/.test(value);
  if (field === 'phone') return (value.match(/\p{Nd}/gu) ?? []).length >= FEWEST_DIGITS;
  return true;
}
