/**
 * Finds programs that are installed on this machine, by their names on the PATH and by
 * the places where installers put them. JavaScript, since the build's scripts need it
 * before anything is compiled. Starts nothing.
 */
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const CHROMIUM_NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'microsoft-edge-stable',
  'msedge',
];
const CHROMIUM_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ...windowsPlaces('Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'),
];

/** Path of Chromium, Chrome or Edge; `CHROME_PATH` says otherwise. */
export function findChromium() {
  return process.env.CHROME_PATH || findProgram(CHROMIUM_NAMES, CHROMIUM_PLACES);
}

/** The first of them that this user may run: each name in each folder of the PATH, then the places. */
export function findProgram(names, places = []) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name + suffix)));
  return [...candidates, ...places].find(isExecutable);
}

export function windowsPlaces(...endings) {
  const roots = [process.env.ProgramFiles, process.env['ProgramFiles(x86)'], process.env.LOCALAPPDATA];
  return roots.filter(Boolean).flatMap((root) => endings.map((ending) => join(root, ending)));
}

export function isExecutable(path) {
  if (!existsSync(path)) return false;
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
