/**
 * Where a checkout stands, and the only ways it may move on. It knows nothing of
 * fields on screen or of how an order is kept: a move that is not legal where the
 * checkout stands changes nothing, so a second press or a late change cannot
 * order twice or undo what is being saved.
 */

export type CheckoutField = 'depot' | 'slot' | 'name' | 'email' | 'phone';

export interface CheckoutFault {
  readonly field: CheckoutField;
  readonly code: 'missing' | 'malformed' | 'too-long';
}

/** What became different under the shopper's hands, so that it can be named. */
export type CheckoutChange =
  | { readonly kind: 'depot-gone'; readonly place: string }
  | { readonly kind: 'depot-closed'; readonly place: string; readonly start: string }
  | { readonly kind: 'cutoff-passed' | 'slot-full' | 'slot-gone'; readonly start: string }
  | { readonly kind: 'total-changed'; readonly was: number; readonly now: number };

export type CheckoutStep =
  | { readonly kind: 'filling' }
  | { readonly kind: 'changed'; readonly changes: readonly CheckoutChange[] }
  | { readonly kind: 'correcting'; readonly faults: readonly CheckoutFault[] }
  | { readonly kind: 'saving'; readonly total: number }
  | { readonly kind: 'refused'; readonly code: string; readonly about: About }
  | { readonly kind: 'placed'; readonly order: string };

export type CheckoutMove =
  | { readonly kind: 'press'; readonly total: number; readonly faults: readonly CheckoutFault[] }
  | { readonly kind: 'mend'; readonly field: CheckoutField }
  | { readonly kind: 'change'; readonly changes: readonly CheckoutChange[] }
  | { readonly kind: 'stop' }
  | { readonly kind: 'refuse'; readonly code: string; readonly about: About }
  | { readonly kind: 'keep'; readonly order: string }
  /** Another tab has ordered this basket. */
  | { readonly kind: 'find'; readonly order: string }
  | { readonly kind: 'restart' };

type About = Readonly<Record<string, string | number>>;

export const FILLING: CheckoutStep = { kind: 'filling' };

/** The step after `move`; the very same step if the move is not legal from it. */
export function nextStep(step: CheckoutStep, move: CheckoutMove): CheckoutStep {
  switch (move.kind) {
    case 'press':
      return isOpen(step) ? press(move) : step;
    case 'change':
      return isOpen(step) && move.changes.length > 0 ? { kind: 'changed', changes: move.changes } : step;
    case 'mend':
      return mend(step, move.field);
    case 'stop':
      return step.kind === 'saving' ? FILLING : step;
    case 'refuse':
      return step.kind === 'saving' ? { kind: 'refused', code: move.code, about: move.about } : step;
    case 'keep':
      return step.kind === 'saving' ? { kind: 'placed', order: move.order } : step;
    case 'find':
      return isOpen(step) ? { kind: 'placed', order: move.order } : step;
    case 'restart':
      return step.kind === 'placed' ? FILLING : step;
  }
}

/** The shopper can still type, choose and order. */
function isOpen(step: CheckoutStep): boolean {
  return step.kind !== 'saving' && step.kind !== 'placed';
}

function press(move: Extract<CheckoutMove, { kind: 'press' }>): CheckoutStep {
  return move.faults.length > 0
    ? { kind: 'correcting', faults: move.faults }
    : { kind: 'saving', total: move.total };
}

/** A field that was put right has no fault any more; another pickup answers what became of the first. */
function mend(step: CheckoutStep, field: CheckoutField): CheckoutStep {
  if (step.kind === 'correcting') {
    const faults = step.faults.filter((fault) => fault.field !== field);
    if (faults.length === step.faults.length) return step;
    return faults.length > 0 ? { kind: 'correcting', faults } : FILLING;
  }
  if (step.kind === 'changed' && (field === 'depot' || field === 'slot')) {
    const changes = step.changes.filter(({ kind }) => kind === 'total-changed');
    return changes.length > 0 ? { kind: 'changed', changes } : FILLING;
  }
  return step;
}
