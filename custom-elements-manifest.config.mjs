/** The manifest names what a page may use: no private member, no style sheet, no event without a name. */
export default {
  litelement: true,
  globs: ['src/elements/punnet-*.ts', 'src/define.ts'],
  exclude: ['**/*.styles.ts'],
  plugins: [publicOnly()],
};

function publicOnly() {
  return {
    name: 'public-only',
    packageLinkPhase({ customElementsManifest: { modules } }) {
      modules.sort((a, b) => (a.path < b.path ? -1 : 1));
      for (const { declarations = [] } of modules) {
        for (const declaration of declarations) {
          const { members, events } = declaration;
          if (members)
            declaration.members = members.filter(({ privacy }) => !privacy || privacy === 'public');
          if (events) declaration.events = events.filter(({ name }) => name);
        }
      }
    },
  };
}
