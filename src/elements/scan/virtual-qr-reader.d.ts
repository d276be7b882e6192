/** The address of the WebAssembly reader's file; see scripts/qr-reader-plugin.mjs. */
declare module 'virtual:qr-reader' {
  const address: string;
  export default address;
}
