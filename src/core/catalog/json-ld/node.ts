/**
 * A thing that a page's JSON-LD describes, with where it stands, and the few ways in
 * which JSON-LD lets the same be written: one value or a list of them, a name or an
 * object with a name, a thing in place or by its `@id`.
 */
import { toPointer } from '../report.js';
import { toAbsolute } from './addresses.js';

export interface PageNode {
  readonly fields: Readonly<Record<string, unknown>>;
  /** The block, and a JSON pointer into it: `ld+json[0]/offers/price`. */
  readonly pointer: string;
}

/** What a page's blocks hold, as far as one thing may refer to another. */
export interface PageGraph {
  /** The page's, for relative addresses. */
  readonly address: string;
  /** By absolute `@id`: what says more of a thing than its name. */
  readonly byId: ReadonlyMap<string, PageNode>;
}

export function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `schema:Product`, `https://schema.org/Product` and `Product` are one. */
export function bareName(name: string): string {
  return name.replace(/^(?:https?:\/\/(?:www\.)?schema\.org\/|schema:)/i, '');
}

/** The names of a thing's types. */
export function typesOf({ fields }: PageNode): readonly string[] {
  return asList(fields['@type']).flatMap((type) => (typeof type === 'string' ? [bareName(type)] : []));
}

/** A field's values: none, one or a list of them. */
export function asList(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** A text or a number as text, trimmed; of a thing, its name. Empty if it says nothing. */
export function textOf(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return value.trim();
  if (isFields(value)) return textOf(value['name'] ?? value['@value']);
  return '';
}

/** The first of several fields that says something. */
export function firstText({ fields }: PageNode, names: readonly string[]): string {
  return names.map((name) => textOf(fields[name])).find(Boolean) ?? '';
}

/** The texts of a field that may be a list. */
export function textsOf({ fields }: PageNode, name: string): readonly string[] {
  return asList(fields[name]).map(textOf).filter(Boolean);
}

/** The things of a field that may be a list; those that are only named are looked up in the page. */
export function thingsOf(node: PageNode, name: string, graph: PageGraph): readonly PageNode[] {
  const value = node.fields[name];
  const pointer = toPointer(node.pointer, name);
  return asList(value).flatMap((entry, place) => {
    if (!isFields(entry)) return [];
    return [
      follow({ fields: entry, pointer: Array.isArray(value) ? toPointer(pointer, place) : pointer }, graph),
    ];
  });
}

function follow(node: PageNode, graph: PageGraph): PageNode {
  const id = node.fields['@id'];
  if (typeof id !== 'string' || !isReference(node)) return node;
  return graph.byId.get(toAbsolute(id, graph.address) ?? id) ?? node;
}

/** It names a thing and says nothing of it. */
export function isReference({ fields }: PageNode): boolean {
  return Object.keys(fields).every((key) => key === '@id' || key === '@type');
}
