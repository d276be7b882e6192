/** A figure: what is found in a sentence, how that looks, and the same numbers as a table. */
import { html, nothing } from 'lit';

import { renderTable, type DataTable, type TableHands } from './data-table.js';
import type { PlotSpec } from './plot-spec.js';

export interface FigureView {
  readonly finding: string;
  readonly table: DataTable;
  readonly plot?: PlotSpec;
}

export function renderFigure({ finding, table, plot }: FigureView, hands: TableHands) {
  return html`<figure part="chart" class="chart">
    <figcaption part="finding">${finding}</figcaption>
    ${plot ? renderPlot(plot) : nothing} ${renderTable(table, hands)}
  </figure>`;
}

/** Whoever can't see it has the table. */
function renderPlot(spec: PlotSpec) {
  return html`<div class="picture" aria-hidden="true">
    ${
      spec.keys.length > 0
        ? html`<p class="keys small">
            ${spec.keys.map(
              ({ tone, name }) => html`<span part="key"><i class="swatch ${tone}"></i>${name}</span> `,
            )}
          </p>`
        : nothing
    }
    <div class="plot" part="plot" .spec=${spec}></div>
  </div>`;
}
