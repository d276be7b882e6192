/** An order's code as it is typed: in small letters, with spaces or a dash in between. */
const CODE = /^[23456789BCDFGHJKMNPQRSTVWXYZ]{6}$/;

/** Undefined where the text can't be a code. */
export function toCode(text: string): string | undefined {
  const code = text.toUpperCase().replace(/[\s-]/g, '');
  return CODE.test(code) ? code : undefined;
}
