/** Which requests the shell answers, and with what. It is asked for plain GETs only, and says at once. */
import { PICTURES_CACHE } from './caches.js';
import { answerCatalog } from './catalog.js';
import { cacheOf, mayBeKnown, readKnown } from './known.js';
import { createPageAnswer, isKeptFile, toPageAddress } from './pages.js';
import { answerPicture } from './pictures.js';
import { answerChunk, answerEntry, answerFile, fileNamed, isChunk } from './punnet-files.js';
import type { ShellConfig } from './read-config.js';
import type { LifetimeEvent } from './scope.js';
import { answerSiteFile, isPartOfPage } from './site-files.js';

interface Asked {
  readonly request: Request;
  readonly event: LifetimeEvent;
}

/** @returns what answers a request; undefined for one that goes its way as if nobody was here */
export function createAnswers({ pages, catalogs, networkFirst }: ShellConfig) {
  const answerPage = createPageAnswer(networkFirst);
  // A site's script that asks for a page may mean a fragment of it, as with htmx or Turbo.
  const answerScript = async (asked: Asked) =>
    (await isKeptFile(asked.request.url)) ? answerPage.handle(asked) : fetch(asked.request);
  return (request: Request, event: LifetimeEvent): Promise<Response> | undefined => {
    const url = new URL(request.url);
    const asked = { request, event };
    const file = fileNamed(url);
    if (file !== undefined && networkFirst && !isChunk(url)) return answerEntry.handle(asked);
    if (file !== undefined) return answerFile(file, event);
    if (isChunk(url)) return answerChunk(request);
    if (pages.includes(toPageAddress(url.href)))
      return request.mode === 'navigate' ? answerPage.handle(asked) : answerScript(asked);
    if (catalogs.includes(url.href)) return answerCatalog.handle(asked);
    return isPartOfPage(request) && mayBeKnown(url.href) ? answerKept(asked) : undefined;
  };
}

async function answerKept(asked: Asked): Promise<Response> {
  await readKnown();
  const cache = cacheOf(asked.request.url);
  if (cache === undefined) return fetch(asked.request);
  return (cache === PICTURES_CACHE ? answerPicture : answerSiteFile).handle(asked);
}
