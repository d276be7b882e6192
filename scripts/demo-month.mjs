/** `npm run demo:month`: installs what is missing or out of date, then loads the month. demo/month/main.ts says what that is. */
import { ensureInstalled } from './install.mjs';

await ensureInstalled();
const { register } = await import('tsx/esm/api');
register();
await import('../demo/month/main.ts');
