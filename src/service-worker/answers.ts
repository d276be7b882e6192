/** Which requests the shell answers, and with what. It is asked for plain GETs only, and says at once. */
import type { Strategy } from 'workbox-strategies/Strategy.js';

import { PICTURES_CACHE } from './caches.js';
import { answerCatalog } from './catalog.js';
import { letsIn } from './integrity.js';
import { cacheOf, isPicture, mayBeKnown, readKnown } from './known.js';
import { answerModel, isModel } from './model.js';
import { createPageAnswer, isKeptFile, toPageAddress } from './pages.js';
import { answerPicture } from './pictures.js';
import { answerChunk, answerEntry, answerFile, fileNamed, isChunk } from './punnet-files.js';
import type { ShellConfig } from './read-config.js';
import type { LifetimeEvent } from './scope.js';
import { createFileAnswer, isPartOfPage } from './site-files.js';

interface Asked {
  readonly request: Request;
  readonly event: LifetimeEvent;
}

/** @returns what answers a request; undefined for one that goes its way as if nobody was here */
export function createAnswers({ pages, catalogs, networkFirst }: ShellConfig) {
  const answerPage = createPageAnswer(networkFirst);
  const answerFileOfSite = createFileAnswer(networkFirst);
  // A site's script that asks for a page may mean a fragment of it, as with htmx or Turbo.
  const answerScript = async (asked: Asked) =>
    (await isKeptFile(asked.request.url)) ? answerBy(answerPage, asked) : fetch(asked.request);
  const answerKept = async (asked: Asked) => {
    await readKnown();
    const { request } = asked;
    const cache = cacheOf(request.url);
    if (cache === undefined) return passBy(request);
    const strategy = cache === PICTURES_CACHE ? answerPicture : answerFileOfSite;
    return answerFitting(request, answerBy(strategy, asked));
  };
  const answerSite = (asked: Asked, url: URL): Promise<Response> | undefined => {
    const { request } = asked;
    if (isChunk(url)) return answerChunk(request);
    if (isModel(request)) return answerBy(answerModel(request), asked);
    if (pages.includes(toPageAddress(url.href)))
      return request.mode === 'navigate' ? answerBy(answerPage, asked) : answerScript(asked);
    if (catalogs.includes(url.href)) return answerBy(answerCatalog, asked);
    return isPartOfPage(request) && mayBeKnown(url, request) ? answerKept(asked) : undefined;
  };
  return (request: Request, event: LifetimeEvent): Promise<Response> | undefined => {
    const url = new URL(request.url);
    const asked = { request, event };
    const file = fileNamed(url);
    if (file !== undefined) {
      if (isChunk(url)) return answerFile(file, event);
      const answer = networkFirst ? answerBy(answerEntry, asked) : answerFile(file, event);
      // One that was never kept may be of the next build by now. It loads with the files of its own.
      return answerFitting(request, answer).catch(() => fetch(request));
    }
    // Where a browser refuses what it keeps, the site goes on as if nobody was here.
    return answerSite(asked, url)?.catch(() => fetch(request));
  };
}

/** A page that comes after a change lets in the file as it is by then: it has that from the network. */
async function answerFitting(request: Request, answering: Promise<Response>): Promise<Response> {
  const answer = await answering;
  return (await letsIn(request.integrity, answer)) ? answer : fetch(request);
}

/**
 * Too late to let it go its way. The policy that the site sends with the worker's file may forbid what the page's own
 * allows: a picture is asked for anew, and the worker, which knows by then, has nothing to do with it.
 */
function passBy(request: Request): Response | Promise<Response> {
  return isPicture(request) ? Response.redirect(request.url) : fetch(request);
}

/** What can't be kept is no fault of the answer. */
function answerBy(strategy: Strategy, asked: Asked): Promise<Response> {
  const [answer, kept] = strategy.handleAll(asked);
  kept.catch(() => undefined);
  return answer;
}
