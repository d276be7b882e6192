/**
 * Every part of every element, in one table: what themes may style, and what an
 * element around another hands on under its short name.
 */
const SHARED =
  'base heading message chip button primary-button secondary-button link-button field label input hint ' +
  'field-error option option-selected divider skeleton empty error retry-button title image price unit-price total';

const OWN = {
  product:
    'options modifiers quantity stepper stepper-minus stepper-plus availability details details-toggle ' +
    'allergens deposit add-button added-note view-button',
  catalog: 'grid card search filter count',
  add: 'reason',
  price: 'from',
  'cart-count': 'badge',
  cart:
    'dialog header open-button close-button back-button lines line line-changed line-title line-detail line-total ' +
    'quantity stepper stepper-minus stepper-plus remove-button undo undo-button note hold subtotal deposit minimum footer checkout-button orders-link',
  status: 'summary details pending send-button update-button diagnostics',
  checkout:
    'form section pickup depot depot-status slot cutoff contact payment points terms summary promise order-button ' +
    'line lines code note allergens subtotal deposit discount error-summary',
  receipt:
    'sheet state qr enlarge-button qr-large dialog close-button code lines line subtotal deposit discount tax pay-line pickup ' +
    'allergens terms actions send-button order-again-button save-button print-button share-button',
  orders:
    'order order-needs-you order-waiting order-settled order-head order-lines deposit discount timeline decision choice ' +
    'choose-button cancel-button order-again-button send-button receipt-button export-button import-button',
  loyalty: 'settled pending redeem view-button',
  recommendations:
    'list item reason size options options-taken modifiers deposit add-button add-all-button view-button added-note why why-toggle',
  testimonials: 'list testimonial quote author proof proof-bought proof-none rating pulse',
  scan:
    'camera viewfinder camera-button stop-button torch-button picture-button code-field find-button ' +
    'result verdict verdict-good verdict-wait verdict-attention verdict-bad items add-button undo-button view-button next-button',
  verify:
    'enrol enrol-button camera viewfinder camera-button stop-button torch-button picture-button code-field find-button ' +
    'result verdict verdict-give verdict-take verdict-check verdict-stop items amount collect-button return-button ' +
    'undo-button next-button queue send-button conflict noted-button keys-age depot ' +
    'stock stock-toggle stock-places places-field stock-lines stock-line stock-field take-button give-back-button',
} as const;

/** The short name of an element: its tag without `punnet-`. */
export type PartOwner = keyof typeof OWN;

export function partsOf(owner: PartOwner): readonly string[] {
  return `${SHARED} ${OWN[owner]}`.split(' ');
}

/** `checkout-button` is a button of the basket itself, and `receipt-button` one of an order. */
const TAKEN: readonly string[] = ['checkout-button', 'receipt-button'];

/** The value of `exportparts` for a child: `title:product-title, …`. What all its buttons are may go by another name. */
export function exportParts(owner: PartOwner): string {
  return partsOf(owner)
    .map((part) => {
      const name = `${owner}-${part}`;
      return `${part}:${TAKEN.includes(name) ? `${owner}-any-button` : name}`;
    })
    .join(', ');
}
