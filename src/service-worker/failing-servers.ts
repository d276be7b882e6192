/** A Workbox plugin: a server that fails is no better than one that does not answer. */
export const failingServers = {
  fetchDidSucceed: async ({ response }: { response: Response }): Promise<Response> => {
    if (response.status >= 500) throw new TypeError(`answered with ${response.status}`);
    return response;
  },
};
