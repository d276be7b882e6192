/** A page as a shop system writes it, with what a shopper must be offered of it, or what its maker must be told. */
export interface PageFixture {
  readonly name: string;
  readonly address: string;
  /** Of its `application/ld+json` blocks. */
  readonly texts: readonly string[];
  /** `product: variant "title" price currency available measure`, one line per size. */
  readonly sells: readonly string[];
  /** `code pointer`. */
  readonly problems: readonly string[];
  readonly own?: string;
}

export const text = (block: unknown) => JSON.stringify(block);

/** As PHP and Ruby write it: every slash escaped. */
export const escaped = (block: unknown) => JSON.stringify(block).replaceAll('/', '\\/');
