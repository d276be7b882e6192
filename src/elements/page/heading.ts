/** A heading at the level that the page says. */
import { html } from 'lit';

/**
 * @param level 1 to 6; anything else is 3
 * @param id of the heading, for `aria-labelledby`
 */
export function renderHeading(level: number, id: string, text: string, part = 'title') {
  const title = html`<bdi>${text}</bdi>`;
  switch (level) {
    case 1:
      return html`<h1 class=${part} id=${id} part=${part}>${title}</h1>`;
    case 2:
      return html`<h2 class=${part} id=${id} part=${part}>${title}</h2>`;
    case 4:
      return html`<h4 class=${part} id=${id} part=${part}>${title}</h4>`;
    case 5:
      return html`<h5 class=${part} id=${id} part=${part}>${title}</h5>`;
    case 6:
      return html`<h6 class=${part} id=${id} part=${part}>${title}</h6>`;
    default:
      return html`<h3 class=${part} id=${id} part=${part}>${title}</h3>`;
  }
}
