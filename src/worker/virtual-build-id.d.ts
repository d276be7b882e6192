/** Names the build, so that files of two builds know each other apart; see scripts/engine-build.mjs. */
declare module 'virtual:build-id' {
  const buildId: string;
  export default buildId;
}
