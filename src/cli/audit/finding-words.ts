/** What each finding is called, and what a maker can do about it. Codes are stable. */
export const FINDINGS = {
  'page-not-offline': {
    title: 'The page does not open without a network, although it has been visited',
    todo: 'Keep the page on the device with a service worker, which is there from the first visit on.',
    withPunnet:
      'Put sw.js beside your pages and name it on the shop: <punnet-shop service-worker="/sw.js">. If it is named, see whether the file can be reached and lists this page.',
  },
  'page-incomplete-offline': {
    title: 'The page opens without a network, and nothing can be bought on it',
    todo: 'Keep all that the page needs in the service worker: its scripts, its styles and its products.',
  },
  'product-not-offline': {
    title: 'A product can’t be looked at without a network',
    todo: 'Keep the products’ pages on the device, or show products on a page that is kept.',
  },
  'add-not-offline': {
    title: 'Nothing can be added to the basket without a network',
    todo: 'Keep the basket on the shopper’s device and change it there; tell the server later.',
  },
  'basket-not-offline': {
    title: 'The basket can’t be opened without a network',
    todo: 'Show the basket from the device, in the page, rather than fetch a page for it.',
  },
  'checkout-not-offline': {
    title: 'The checkout can’t be reached without a network',
    todo: 'Show the checkout in the page, from what the device has.',
  },
  'order-not-offline': {
    title: 'An order can’t be placed without a network',
    todo: 'Keep the order on the device, say that it is kept, and send it when there is a network.',
    withPunnet:
      'Look at what the checkout says. offline-policy="require-online" and the limits in the catalog forbid orders without a network; the shop’s keys must have been fetched once.',
  },
  'typed-lost': {
    title: 'What the shopper typed is gone',
    todo: 'Keep what is typed until the order is taken; never leave the form for a page that may not come.',
  },
  'order-not-sent': {
    title: 'An order that was taken is not answered, with a network either',
    todo: 'See what the endpoint’s log says about it, and whether the page reaches it: its address, its --origin, its certificate.',
  },
  'order-lost': {
    title: 'An order that was taken without a network is gone after a reload',
    todo: 'Write the order to the device’s storage before it is shown as kept.',
  },
  'basket-lost': {
    title: 'The basket is empty after a reload',
    todo: 'Keep the basket in the device’s storage, or on the server by a cookie that lasts.',
  },
  'reload-not-offline': {
    title:
      'The page is gone when it is reloaded without a network, and the basket with it until there is one',
    todo: 'Keep the page and the basket on the device.',
    withPunnet:
      'Put sw.js beside your pages and name it on the shop: <punnet-shop service-worker="/sw.js">. The basket is kept and is back with the page.',
  },
  'step-not-done': {
    title: 'A step can’t be done, with a network either',
    todo: 'If a shopper can do it, name what they press with --add, --basket, --checkout or --order and a CSS selector. Otherwise, put it right.',
  },
  unsteady: {
    title: 'A step worked once and not the next time',
    todo: 'Run the audit again. If it stays, the page depends on chance or on how fast it loads.',
  },
  'request-never-ends': {
    title: 'A request never ends',
    todo: 'Let the server answer, or leave the request out; a page that waits for it waits for ever.',
  },
  'page-error': {
    title: 'The page threw an error that nobody caught',
    todo: 'Catch it where it comes from. What should have followed did not happen.',
  },
  'console-error': {
    title: 'The page wrote an error to its console',
    todo: 'Read it, and put right what it says.',
  },
  'punnet-error': {
    title: 'Punnet reported a problem with the page or the catalog',
    todo: 'Put right what it says; docs/codes.md has every code.',
  },
  'file-missing': {
    title: 'A script or a style sheet is not there',
    todo: 'Put the file where the page looks for it, or take the line out.',
  },
  'answer-failed': {
    title: 'A server answered with an error',
    todo: 'See what the server says about it in its log. A shopper gets no further where the page needs that answer.',
  },
  'script-blocked': {
    title: 'A script from another address was not let in',
    todo: 'Let that address send Access-Control-Allow-Origin with its files.',
  },
  'answer-blocked': {
    title: 'An answer from another address was not let in',
    todo: 'Let that address allow this page’s origin; for Punnet’s endpoint that is --origin.',
  },
  'mixed-content': {
    title: 'A secure page loads something that is not',
    todo: 'Load it by https.',
  },
  'insecure-page': {
    title: 'The page is not served securely',
    todo: 'Serve it by https. Without, browsers keep nothing for it, and Punnet takes no orders.',
  },
} as const satisfies Record<string, Words>;

interface Words {
  readonly title: string;
  readonly todo: string;
  /** What to do instead where the page has Punnet. */
  readonly withPunnet?: string;
}

export type FindingCode = keyof typeof FINDINGS;
/** What a page complains of by itself; the other codes are steps that fail. */
const COMPLAINTS = [
  'request-never-ends',
  'page-error',
  'console-error',
  'punnet-error',
  'file-missing',
  'answer-failed',
  'script-blocked',
  'answer-blocked',
  'mixed-content',
  'insecure-page',
] as const satisfies readonly FindingCode[];
export type ComplaintCode = (typeof COMPLAINTS)[number];

/** A step that can't be done, or something typed or chosen that is lost. */
export const isHard = (code: FindingCode): boolean => !(COMPLAINTS as readonly FindingCode[]).includes(code);

export function adviceFor(code: FindingCode, withPunnet: boolean): string {
  const words: Words = FINDINGS[code];
  return (withPunnet ? words.withPunnet : undefined) ?? words.todo;
}
