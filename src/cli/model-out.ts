/** What is left of a training: the model, its card, and where that is wished the catalog that names it. */
import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path';

import type { ModelCard } from '../core/recommend/model-card.js';
import { MODELS } from '../endpoint/routes.js';
import { isCatalog, toCatalogText } from './catalog-out.js';
import { readCatalogFile } from './catalog-source.js';
import { raiseVersion } from './catalog-version.js';
import { CommandFailure } from './command.js';
import { refuseToOverwrite, tryToWrite, writeFiles, type NewFile, type Target } from './write-files.js';

export interface ModelOut {
  /** The model's file; its card is beside it. */
  readonly out: string;
  readonly catalog: string;
  readonly catalogOut: string | undefined;
  readonly newVersion: string | undefined;
  /** The endpoint that serves the model; without one it lies beside the catalog. */
  readonly server: string | undefined;
}

export interface WrittenModel {
  /** Where devices fetch it, as its card says. */
  readonly src: string;
  /** The versions of the catalog, where that was written. */
  readonly raised?: { readonly from: string; readonly to: string };
}

/** @returns the address without what comes after an endpoint's base */
export function readServer(text: string): string {
  const address = URL.canParse(text) ? new URL(text) : undefined;
  if (address?.username || address?.password)
    throw new CommandFailure(
      '--endpoint has a name or a password in it, and everybody can read the catalog: write it as https://orders.example/punnet',
    );
  const isServer = address && /^https?:$/.test(address.protocol) && !address.search && !address.hash;
  if (isServer) return `${address.origin}${address.pathname}`.replace(/\/+$/, '');
  throw new CommandFailure(
    `--endpoint ${text} is no address of an endpoint: write it as https://orders.example/punnet`,
  );
}

/** Before minutes are spent: what is there stays, unless it is of the same kind, and what can't be written is told. */
export async function checkModelOut(
  { out, catalog, catalogOut }: ModelOut,
  given: readonly string[],
): Promise<void> {
  const model: Target = {
    ...{ file: out, option: '--out', what: 'model', isOne: isModel },
    given: [...given, catalog, ...(catalogOut === undefined ? [] : [catalogOut])],
  };
  const card: Target = { ...model, file: `${out}.json`, what: 'card of a model', isOne: isCard };
  const targets: Target[] = [model, card];
  if (catalogOut !== undefined)
    targets.push({
      ...{ file: catalogOut, option: '--catalog-out', what: 'catalog', isOne: isCatalog },
      given: [...given, out, `${out}.json`],
    });
  for (const target of targets) await refuseToOverwrite(target);
  for (const target of targets) await tryToWrite(target);
}

/**
 * Where the catalog can't be written any more, the model is all the same: it took minutes, and a catalog does not. The
 * catalog comes last, so that it never names what is not there.
 */
export async function writeModel(
  wishes: ModelOut,
  made: { readonly file: Uint8Array; readonly card: Omit<ModelCard, 'src'> },
): Promise<WrittenModel> {
  const { out, catalogOut } = wishes;
  const card: ModelCard = { src: toSource(wishes, made.card.sha256), ...made.card };
  const files: NewFile[] = [
    { file: out, content: made.file },
    { file: `${out}.json`, content: `${JSON.stringify(card, null, 2)}\n` },
  ];
  if (catalogOut === undefined) return writeFiles(files, '--out').then(() => ({ src: card.src }));
  try {
    const { text, raised } = await nameInCatalog(wishes, card, catalogOut);
    files.push({ file: catalogOut, content: text });
    await writeFiles(files, '--out and --catalog-out');
    return { src: card.src, raised };
  } catch (error) {
    await writeFiles(files.slice(0, 2), '--out');
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandFailure(`${out} and its card are written, and ${catalogOut} is not. ${why}`);
  }
}

/** As the catalog is by now: minutes have passed since it was read. */
async function nameInCatalog(
  { catalog: file, newVersion }: ModelOut,
  model: ModelCard,
  catalogOut: string,
): Promise<{ text: string; raised: { from: string; to: string } }> {
  const { source, catalog } = await readCatalogFile(file);
  const version = raiseVersion(catalog.version, newVersion);
  const text = toCatalogText(catalogOut, { ...source, version, model });
  return { text, raised: { from: catalog.version, to: version } };
}

/** As the catalog says it: relative to its own address, unless the endpoint serves it. */
function toSource({ out, catalogOut, server }: ModelOut, sha256: string): string {
  if (server !== undefined) return `${server}${MODELS}${sha256}.tflite`;
  const path =
    catalogOut === undefined ? basename(out) : relative(dirname(resolve(catalogOut)), resolve(out));
  const parts = (isAbsolute(path) ? basename(out) : path).split(sep);
  return parts.map(encodeURIComponent).join('/');
}

const isModel = (content: Buffer): boolean => content.subarray(4, 8).toString('latin1') === 'TFL3';

function isCard(content: Buffer): boolean {
  try {
    const card: unknown = JSON.parse(content.toString('utf8'));
    return typeof card === 'object' && card !== null && 'sha256' in card && 'golden' in card;
  } catch {
    return false;
  }
}
