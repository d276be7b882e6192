/** The addresses of the engine's further stages; see scripts/engine-build.mjs. */
declare module 'virtual:order-stage' {
  const address: string;
  export default address;
}

declare module 'virtual:rescue-stage' {
  const address: string;
  export default address;
}

declare module 'virtual:json-ld-stage' {
  const address: string;
  export default address;
}

declare module 'virtual:scan-stage' {
  const address: string;
  export default address;
}

declare module 'virtual:personal-stage' {
  const address: string;
  export default address;
}

declare module 'virtual:measure-stage' {
  const address: string;
  export default address;
}

declare module 'virtual:trust-stage' {
  const address: string;
  export default address;
}

declare module 'virtual:stall-stage' {
  const address: string;
  export default address;
}

declare module 'virtual:owner-stage' {
  const address: string;
  export default address;
}

declare module 'virtual:model-stage' {
  const address: string;
  export default address;
}
