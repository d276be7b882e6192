/** What the owner does with a model that was made, so that devices get it. */
import type { ModelOut, WrittenModel } from './model-out.js';

/** Whoever leaves the version as it is waits for shoppers who never get the model. */
export function adviceOnModel(wishes: ModelOut, written: WrittenModel): readonly string[] {
  const { out, catalogOut } = wishes;
  const { raised } = written;
  const where = toPlace(wishes, written);
  if (!raised)
    return [
      `${out} is written. ${where}`,
      `Put what ${out}.json says into the catalog, as "model", and raise its version: shops take nothing new under a version that was served. --catalog-out does both.`,
    ];
  return [
    `${out} is written, and its card, ${out}.json. ${where}`,
    `${catalogOut ?? ''} names it, under version "${raised.to}" in place of "${raised.from}": shops take nothing new under a version that was served. It belongs wherever that one is, at the endpoint and on the site.`,
  ];
}

function toPlace({ out, server }: ModelOut, { src }: WrittenModel): string {
  if (server !== undefined) return `Start the endpoint with --model ${out}: devices fetch it there.`;
  if (!src.includes('/')) return 'Lay it beside the catalog, where devices fetch it.';
  return `Devices fetch it at ${src}, as seen from the catalog's address: put it there on the site as well.`;
}
