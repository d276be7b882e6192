/**
 * For site builders that take `type="module"` away: a plain script that puts the
 * module script next to itself, from the same place and with the same permissions.
 */
import { toScriptUrl } from './core/trusted-url.js';

const own = document.currentScript;
if (own instanceof HTMLScriptElement && own.src) {
  const script = document.createElement('script');
  script.type = 'module';
  script.src = toScriptUrl(own.src.replace(/punnet\.classic\.js(?=[?#]|$)/, 'punnet.js'));
  if (own.nonce) script.nonce = own.nonce;
  if (own.crossOrigin !== null) script.crossOrigin = own.crossOrigin;
  own.after(script);
}
