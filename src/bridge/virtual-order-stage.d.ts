/** The address of the engine's second stage; see scripts/engine-build.mjs. */
declare module 'virtual:order-stage' {
  const address: string;
  export default address;
}
