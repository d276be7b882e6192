import { mkdir, writeFile } from 'node:fs/promises';

import { toJsonSchema } from '@valibot/to-json-schema';
import { tsImport } from 'tsx/esm/api';

/**
 * Writes the catalog's and the protocol's schemas as JSON Schema, from the very ones that the code parses with.
 * What JSON Schema has no word for stands in `$comment`; anything else that it cannot say ends the build.
 */
export async function writeSchemas(folder) {
  const { CatalogSchema } = await tsImport('../src/core/catalog/whole-catalog.ts', import.meta.url);
  const { schemas } = await tsImport('../src/core/protocol/schemas.ts', import.meta.url);
  await mkdir(folder, { recursive: true });
  for (const [name, schema] of Object.entries({ catalog: CatalogSchema, ...schemas })) {
    const { $schema, ...converted } = convert(name, schema);
    const published = { $schema, title: `punnet ${name}`, ...converted };
    await writeFile(`${folder}/${name}.schema.json`, `${JSON.stringify(published, null, 2)}\n`);
  }
}

function convert(name, schema) {
  try {
    return toJsonSchema(schema, { target: 'draft-2020-12', typeMode: 'input', overrideAction });
  } catch (error) {
    throw new Error(`${name} cannot be published as a JSON Schema: ${error.message}`);
  }
}

function overrideAction({ valibotAction: action, jsonSchema }) {
  const { requirement, type } = action;
  // JSON Schema's patterns are Unicode patterns already, and know no other flag.
  if (type === 'regex' && requirement.flags === 'u') return { ...jsonSchema, pattern: requirement.source };
  const isUnspeakable = type === 'check' || (type === 'regex' && requirement.flags);
  return isUnspeakable
    ? { ...jsonSchema, $comment: join(jsonSchema.$comment, messageOf(action)) }
    : undefined;
}

const messageOf = ({ message }) => (typeof message === 'string' ? message : undefined);
const join = (...texts) => texts.filter(Boolean).join('; ') || undefined;
