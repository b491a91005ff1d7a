// Who may import whom. Each rule says why.
export const rules = [
  { name: 'src-never-imports-adapters', comment: 'src is the product without its plugs; main.ts and its parts in src/main/ alone join it to the adapters.', severity: 'error', from: { path: '^src/', pathNot: '^src/main(\\.ts$|/)' }, to: { path: '^adapters/' } },
  { name: 'adapters-never-import-siblings', comment: 'One folder a vendor: replacing one must not touch another.', severity: 'error', from: { path: '^adapters/([^/]+)/' }, to: { path: '^adapters/([^/]+)/', pathNot: '^adapters/$1/' } },
  { name: 'domain-imports-itself-only', comment: 'The domain is pure: no vendor, no port, no use case, no clock.', severity: 'error', from: { path: '^src/domain/' }, to: { pathNot: ['^src/domain/', '^node_modules/luxon/', '^node_modules/@types/luxon/', '^crypto$', '^node:crypto$'] } },
  { name: 'view-knows-domain-and-playbook-only', comment: 'What a person sees is plain data made from plain data.', severity: 'error', from: { path: '^src/view/' }, to: { path: '^(src/(use-cases|ports)|adapters)/' } },
  { name: 'no-vendor-in-src', comment: 'A platform or a database named in src would have to be touched when it is replaced.', severity: 'error', from: { path: '^src/', pathNot: '^src/main(\\.ts$|/)' }, to: { path: '^node_modules/(@slack|botbuilder|mongoose|mongodb|agenda|@agendajs|openai|express|lmdb|bson|imapflow|mailparser|nodemailer)' } },
  { name: 'no-cycles', comment: 'Modules that need each other are one module, or lack a third.', severity: 'error', from: {}, to: { circular: true } },
  { name: 'no-orphans', comment: 'A file that nobody imports is dead.', severity: 'error', from: { orphan: true, pathNot: ['\\.d\\.ts$', '\\.mjs$', '^scripts/', '/browser/', '^src/main\\.ts$'] }, to: {} },
];
