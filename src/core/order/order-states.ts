/**
 * The life of an order in one table: what each state is called, whether the
 * shopper must act, and which states may follow. The device, the words on screen
 * and the tests all read this table.
 */
import { SETTLED_STATES, type ProvenState } from '../protocol/proof.js';

/** `saved` and `sent` exist on the device alone; every other state needs the endpoint's proof. */
export type OrderState = 'saved' | 'sent' | ProvenState;

export interface OrderStateRule {
  /** The term of the headline. */
  readonly word: `state.${OrderState}`;
  readonly next: readonly OrderState[];
  /** The shopper has to decide. */
  readonly needsYou: boolean;
  /** Nothing more is expected to happen. */
  readonly final: boolean;
  /** The shopper may still call it off. */
  readonly cancellable: boolean;
}

export const ORDER_STATES: Readonly<Record<OrderState, OrderStateRule>> = {
  saved: rule('saved', ['sent', ...SETTLED_STATES], { cancellable: true }),
  sent: rule('sent', SETTLED_STATES, { cancellable: true }),
  confirmed: rule('confirmed', ['disputed', 'cancelled', 'expired', 'collected'], { cancellable: true }),
  confirmed_late: rule('confirmed_late', ['disputed', 'cancelled', 'expired', 'collected'], {
    cancellable: true,
  }),
  disputed: rule('disputed', ['confirmed', 'confirmed_late', 'cancelled', 'expired', 'collected'], {
    needsYou: true,
    cancellable: true,
  }),
  repriced: rule(
    'repriced',
    ['confirmed', 'confirmed_late', 'disputed', 'cancelled', 'expired', 'collected'],
    {
      needsYou: true,
      cancellable: true,
    },
  ),
  rejected: rule('rejected', [], { final: true }),
  cancelled: rule('cancelled', [], { final: true }),
  expired: rule('expired', [], { final: true }),
  collected: rule('collected', [], { final: true }),
};

export function isLegalMove(from: OrderState, to: OrderState): boolean {
  return from === to || ORDER_STATES[from].next.includes(to);
}

function rule(
  state: OrderState,
  next: readonly OrderState[],
  marks: Partial<OrderStateRule>,
): OrderStateRule {
  return { word: `state.${state}`, next, needsYou: false, final: false, cancellable: false, ...marks };
}
