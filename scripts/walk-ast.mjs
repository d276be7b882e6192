/** Calls `visit` for every node of an ESTree, parents first. */
export function walkAst(node, visit) {
  if (!node || typeof node.type !== 'string') return;
  visit(node);
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) for (const child of value) walkAst(child, visit);
    else if (value && typeof value === 'object') walkAst(value, visit);
  }
}
