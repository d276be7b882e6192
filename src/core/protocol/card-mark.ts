/** In every refill card's fragment, whatever its version is. Apart, so that whoever looks for it needs no more. */
export const CARD_MARK = 'refill=';
