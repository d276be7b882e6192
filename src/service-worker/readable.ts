/** A Workbox plugin: whole answers alone are kept. Another site's, which nobody may read, has the status 0. */
export const readable = {
  cacheWillUpdate: async ({ response }: { response: Response }): Promise<Response | null> =>
    response.status === 200 ? response : null,
};
