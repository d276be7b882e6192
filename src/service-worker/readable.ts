/** Which answers may be kept, as far as they say themselves. */

export const isPage = ({ headers }: Response) => /^text\/html/i.test(headers.get('content-type') ?? '');

/**
 * A Workbox plugin: whole files alone are kept. Another site's, which nobody may read, has the status 0; and many a
 * server answers with a page, and 200, for a file that it no longer has.
 */
export const readable = {
  cacheWillUpdate: async ({ response }: { response: Response }): Promise<Response | null> =>
    response.status === 200 && !isPage(response) ? response : null,
};
