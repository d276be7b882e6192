/**
 * What a page that makes pictures asks of its runner: which elements are wanted, as wide a screen as a look is made for,
 * and the picture itself. Pictures go to `.data/pictures/<element>/<width>-<scheme>-<state>.png`.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** What a name of a state may not have in a file's name. */
const UNFIT = /[^\p{L}\d]+/gu;
const HEIGHT = 900;

const acts = {
  'wanted-pictures': (page, payload, { wanted }) => wanted,
  'screen-width': async (page, width) => {
    await page.setViewport({ width, height: HEIGHT });
    return true;
  },
  'take-picture': async (page, { owner, state, width, scheme }, { root }) => {
    const folder = join(root, '.data/pictures', owner);
    await mkdir(folder, { recursive: true });
    const path = join(folder, `${width}-${scheme}-${state.replace(UNFIT, '-')}.png`);
    await page.screenshot({ path, fullPage: true });
    return path;
  },
};

/** @param wanted names of elements, without `punnet-`; all where there is none */
export function picturePlugin(root, wanted) {
  return {
    name: 'punnet-pictures',
    executeCommand: ({ command, payload, session }) =>
      acts[command]?.(session.browser.getPage(session.id), payload, { root, wanted }),
  };
}
