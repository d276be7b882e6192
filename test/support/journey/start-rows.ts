/**
 * Every way in which a page starts Punnet, as a table: the page as it is served, and what
 * must come of it. `{cdn}`, `{host}`, `{endpoint}` and the like are put in by `start-host.ts`.
 */
export interface StartRow {
  readonly name: string;
  readonly page: string;
  /** The page at `frame`, beside it. */
  readonly frame?: string;
  readonly type?: string;
  readonly csp?: string;
  /** Code for the page that walks through it; the whole way by default. */
  readonly walk?: string;
  readonly engine: 'worker' | 'page';
  /** Where its workers may less than it may itself. */
  readonly inChromium?: 'page';
  /** The workers that were tried, by the file's name. */
  readonly workers?: readonly string[];
  /** What the policy refuses of what Punnet, or the page, had to try: "directive what". */
  readonly violations?: readonly string[];
  readonly problems?: readonly string[];
  readonly durable?: 'no';
}

const WATCH = '<script nonce="{nonce}" src="{cdn}/watch.js"></script>';
const MODULE = '<script type="module" src="{cdn}/punnet.js"></script>';
const INSIDE = '<punnet-catalog></punnet-catalog><punnet-cart drawer></punnet-cart>';
const shop = (attributes = '', inside = INSIDE) =>
  `<punnet-shop catalog="/catalog.json" endpoint="{endpoint}" ${attributes}>${inside}</punnet-shop>`;
/** Walks by itself in a frame, to which a test has no way in. */
const WALKING = '<script data-walks src="{cdn}/watch.js"></script>';
const WALKING_ALONE = WALKING.replace('data-walks', 'data-walks="This browser can’t keep orders"');
const page = (head: string, body = shop(), doctype = '<!doctype html>') =>
  `${doctype}<html lang="en"><head><meta charset="utf-8"><title>Start</title>${head.startsWith(WALKING.slice(0, 18)) ? '' : WATCH}${head}</head><body>${body}</body></html>`;

const PLAIN = page(MODULE);
const WITH_FILE = page(MODULE, shop('worker-src="/worker.js"'));
const BLOB = ['blob'];
const REFUSED_BLOB = ['worker-src blob'];

/** The policies that were measured, each without a worker file and with one where that helps. */
const policies: readonly StartRow[] = [
  { name: 'no policy', page: PLAIN, engine: 'worker', workers: BLOB },
  ...[
    { name: 'script-src cdn', csp: 'script-src {cdn}' },
    { name: `worker-src 'none'`, csp: `script-src {cdn}; worker-src 'none'` },
    { name: `worker-src 'self'`, csp: `script-src {cdn}; worker-src 'self'`, file: true },
    { name: 'worker-src blob:', csp: 'script-src {cdn}; worker-src blob:', blob: true },
    {
      name: `worker-src 'self' blob:`,
      csp: `script-src {cdn}; worker-src 'self' blob:`,
      blob: true,
      file: true,
    },
    { name: `script-src 'self' cdn`, csp: `script-src 'self' {cdn}`, file: true },
    { name: 'script-src cdn blob:', csp: 'script-src {cdn} blob:', blob: true },
    { name: 'worker-src cdn', csp: 'script-src {cdn}; worker-src {cdn}' },
    {
      name: `default-src 'self'; script-src 'self' cdn`,
      csp: `default-src 'self'; script-src 'self' {cdn}; connect-src 'self' {endpoint-origin}`,
      file: true,
    },
    { name: `child-src 'none'`, csp: `child-src 'none'` },
  ].flatMap(({ name, csp, blob, file }): StartRow[] => [
    blob
      ? { name, csp, page: PLAIN, engine: 'worker', workers: BLOB }
      : { name, csp, page: PLAIN, engine: 'page', violations: REFUSED_BLOB },
    ...(file
      ? [
          {
            name: `${name}, and a worker file`,
            csp,
            page: WITH_FILE,
            engine: 'worker' as const,
            workers: ['worker.js'],
          },
        ]
      : []),
  ]),
  {
    name: `nonce and 'strict-dynamic'`,
    csp: `script-src 'nonce-{nonce}' 'strict-dynamic'; object-src 'none'; base-uri 'none'`,
    page: page('<script type="module" nonce="{nonce}" src="{cdn}/punnet.js"></script>'),
    engine: 'worker',
    workers: BLOB,
  },
  {
    name: `nonce and 'strict-dynamic', by the classic loader`,
    csp: `script-src 'nonce-{nonce}' 'strict-dynamic'; object-src 'none'; base-uri 'none'`,
    page: page('<script nonce="{nonce}" src="{cdn}/punnet.classic.js"></script>'),
    engine: 'worker',
    workers: BLOB,
  },
  {
    name: 'style-src without unsafe-inline',
    csp: `style-src 'self'`,
    page: PLAIN,
    engine: 'worker',
    workers: BLOB,
  },
  {
    name: 'connect-src of catalog and endpoint alone',
    csp: `connect-src 'self' {endpoint-origin}`,
    page: PLAIN,
    engine: 'worker',
    workers: BLOB,
  },
  {
    name: 'img-src that refuses the catalog’s picture',
    csp: `img-src {host}/favicon.ico`,
    page: PLAIN,
    engine: 'worker',
    workers: BLOB,
    violations: ['img-src rye.svg'],
  },
];

const TRUSTED = `require-trusted-types-for 'script'; trusted-types punnet lit-html`;
const trustedTypes: readonly StartRow[] = [
  { name: 'Trusted Types', csp: TRUSTED, page: PLAIN, engine: 'worker', workers: BLOB },
  {
    name: 'Trusted Types, and a worker file',
    csp: TRUSTED,
    page: WITH_FILE,
    engine: 'worker',
    workers: ['worker.js'],
  },
  {
    name: 'Trusted Types, by the classic loader',
    csp: TRUSTED,
    page: page('<script src="{cdn}/punnet.classic.js"></script>'),
    engine: 'worker',
    workers: BLOB,
  },
  {
    name: 'Trusted Types, where no worker is let in',
    csp: `${TRUSTED}; script-src {cdn}`,
    page: PLAIN,
    engine: 'page',
    violations: REFUSED_BLOB,
  },
];

const file = (name: string) => page(MODULE, shop(`worker-src="${name}"`));
const workerFiles: readonly StartRow[] = [
  { name: 'a worker file', page: file('/worker.js'), engine: 'worker', workers: ['worker.js'] },
  {
    name: 'a worker file that is missing',
    page: file('/missing.js'),
    engine: 'worker',
    workers: ['missing.js', 'blob'],
  },
  {
    name: 'a worker file of another build',
    page: file('/older.js'),
    engine: 'worker',
    workers: ['older.js', 'blob'],
  },
  {
    name: 'a worker file whose server hangs',
    // Once the page is complete: browsers hold its end back for a worker that never comes.
    page: page(MODULE, ''),
    walk: `(async () => {
      document.body.insertAdjacentHTML('beforeend', '${shop('worker-src="/hangs.js"')}');
      return walk();
    })()`,
    engine: 'worker',
    workers: ['hangs.js', 'blob'],
  },
  {
    name: 'a missing worker file where no other is let in',
    csp: `script-src {cdn}; worker-src 'self'`,
    page: file('/missing.js'),
    engine: 'page',
    workers: ['missing.js', 'blob'],
    violations: REFUSED_BLOB,
  },
];

const CLASSIC = '{cdn}/punnet.classic.js';
const scripts: readonly StartRow[] = [
  { name: 'the script twice', page: page(MODULE + MODULE), engine: 'worker' },
  {
    name: 'two copies from two addresses',
    page: page(`${MODULE}<script type="module" src="{host}/own/punnet.js"></script>`),
    engine: 'worker',
  },
  {
    name: 'two copies by two queries, and the loader',
    page: page(
      `${MODULE}<script type="module" src="{cdn}/punnet.js?v=2"></script><script src="${CLASSIC}?v=3"></script>`,
    ),
    engine: 'worker',
  },
  {
    name: 'two copies under Trusted Types',
    csp: `${TRUSTED} 'allow-duplicates'`,
    page: page(`${MODULE}<script type="module" src="{cdn}/punnet.js?v=2"></script>`),
    engine: 'worker',
  },
  { name: 'the classic loader', page: page(`<script src="${CLASSIC}"></script>`), engine: 'worker' },
  {
    name: 'the classic loader, async',
    page: page(`<script async src="${CLASSIC}"></script>`),
    engine: 'worker',
  },
  {
    name: 'the classic loader, defer',
    page: page(`<script defer src="${CLASSIC}"></script>`),
    engine: 'worker',
  },
  {
    name: 'the classic loader with crossorigin',
    page: page(`<script crossorigin src="${CLASSIC}"></script>`),
    engine: 'worker',
  },
  {
    name: 'an async module',
    page: page('<script async type="module" src="{cdn}/punnet.js"></script>'),
    engine: 'worker',
  },
  { name: 'a script after the elements', page: page('', shop() + MODULE), engine: 'worker' },
  {
    name: 'a script with an integrity hash',
    page: page('<script type="module" crossorigin integrity="{hash}" src="{cdn}/punnet.js"></script>'),
    engine: 'worker',
  },
  {
    name: 'a script that document.write puts there',
    page: page(
      `<script>document.write('<script type="module" src="{cdn}/punnet.js"><' + '/script>')</script>`,
    ),
    engine: 'worker',
  },
  {
    name: 'a script that is inserted when the page is complete',
    page: page(''),
    walk: `(async () => {
      const script = Object.assign(document.createElement('script'), { type: 'module', src: '{cdn}/punnet.js' });
      document.head.append(script);
      return walk();
    })()`,
    engine: 'worker',
  },
  {
    name: 'a page whose customElements.define throws for what is there',
    page: page(
      `<script>(() => {
        const define = customElements.define;
        customElements.define = function (name, ...given) {
          if (customElements.get(name)) throw new Error('twice: ' + name);
          return define.call(this, name, ...given);
        };
      })()</script>${MODULE}<script type="module" src="{host}/own/punnet.js"></script>`,
    ),
    engine: 'worker',
  },
];

const APART = `<punnet-catalog for="corner"></punnet-catalog><punnet-cart drawer></punnet-cart>`;
const WITH_CATALOG = `<punnet-shop endpoint="{endpoint}"><script type="application/json" slot="catalog">{catalog}</script>${INSIDE}</punnet-shop>`;
const framed = (attributes: string, frame: string) => ({
  page: `<!doctype html><title>Framed</title>${WATCH}<iframe src="frame" ${attributes}></iframe>`,
  frame,
  walk: 'told',
});
const documents: readonly StartRow[] = [
  {
    name: 'elements before and after their shop',
    page: page(MODULE, APART + shop('id="corner"', '')),
    engine: 'worker',
  },
  {
    name: 'elements after their shop',
    page: page(MODULE, shop('id="corner"', '') + APART),
    engine: 'worker',
  },
  {
    name: 'elements that a script inserts later',
    page: page(MODULE, ''),
    walk: `(async () => {
      await customElements.whenDefined('punnet-shop');
      document.body.insertAdjacentHTML('beforeend', '${shop()}');
      return walk();
    })()`,
    engine: 'worker',
  },
  {
    name: 'a shop that is taken away and put back',
    page: PLAIN,
    walk: `(async () => {
      const shop = await opened();
      await shop.add('rye-800', 2);
      shop.remove();
      await until('no engine', () => seen.alive === 0);
      let told = 0;
      shop.addEventListener('punnet-cart-changed', ({ detail }) => (told += detail.cause === 'script'));
      document.body.append(shop);
      await until('the basket as it was', () => shop.state.cart.count === 2);
      await until('open', () => shop.state.orderable);
      await shop.add('buns-4');
      await until('told once', () => told === 1);
      await shop.clear();
      return walk();
    })()`,
    engine: 'worker',
    workers: ['blob', 'blob'],
  },
  {
    name: 'a shop that is moved',
    page: page(MODULE, `${shop()}<main></main>`),
    walk: `(async () => {
      const shop = await opened();
      await shop.add('rye-800', 2);
      document.querySelector('main').append(shop);
      await until('the basket', () => shop.state.cart.count === 2);
      await shop.clear();
      return walk();
    })()`,
    engine: 'worker',
    workers: BLOB,
  },
  {
    name: 'a page with a base',
    page: page(`<base href="/elsewhere/">${MODULE}`, shop('worker-src="../worker.js"')),
    engine: 'worker',
    workers: ['worker.js'],
  },
  { name: 'a page without a doctype', page: page(MODULE, shop(), ''), engine: 'worker' },
  { name: 'a page in a frame', ...framed('', page(WALKING + MODULE)), engine: 'worker' },
  {
    name: 'a page in a frame that is refused all storage',
    ...framed('sandbox="allow-scripts"', page(WALKING_ALONE + MODULE, WITH_CATALOG)),
    engine: 'worker',
    inChromium: 'page',
    durable: 'no',
    problems: ['endpoint-unreachable {endpoint}'],
  },
];

export const startRows: readonly StartRow[] = [
  ...policies,
  ...trustedTypes,
  ...workerFiles,
  ...scripts,
  ...documents,
];

/** One of each kind: what the other browsers are asked, since each row takes them two seconds. */
const ONE_OF_EACH: readonly string[] = [
  'no policy',
  'script-src cdn',
  `worker-src 'self', and a worker file`,
  `nonce and 'strict-dynamic'`,
  'Trusted Types',
  'Trusted Types, where no worker is let in',
  'a worker file that is missing',
  'a worker file of another build',
  'a missing worker file where no other is let in',
  'two copies from two addresses',
  'the classic loader',
  'elements before and after their shop',
  'a shop that is taken away and put back',
  'a page in a frame',
];
export const oneOfEach: readonly StartRow[] = startRows.filter(({ name }) => ONE_OF_EACH.includes(name));
