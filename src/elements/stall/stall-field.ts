/** A field of the stall beneath its name. */
import { html } from 'lit';

/**
 * @param id the field's
 * @param inside the field, and what is said of it
 */
export function renderField(id: string, name: string, inside: unknown) {
  return html`<div class="field" part="field">
    <label class="label" part="label" for=${id}>${name}</label>
    ${inside}
  </div>`;
}
