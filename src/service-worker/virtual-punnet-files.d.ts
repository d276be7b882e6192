declare module 'virtual:punnet-files' {
  const build: import('./build-files.js').BuildFiles;
  export default build;
}
