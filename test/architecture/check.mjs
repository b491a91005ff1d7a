// The direction of the data, checked on every import. Fails when it read no module: a check that sees nothing proves nothing.
import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { rules } from './rules.mjs';

const { output, exitCode } = await cruise(['src', 'adapters', 'scripts'], {
  ruleSet: { forbidden: rules },
  validate: true,
  tsPreCompilationDeps: true,
  tsConfig: { fileName: 'tsconfig.json' },
  doNotFollow: { path: 'node_modules' },
  exclude: { path: '^dist' },
  outputType: 'json',
}, undefined, { tsConfig: extractTSConfig('tsconfig.json') });

const { summary, modules } = JSON.parse(output);
const own = modules.filter((module) => /^(src|adapters|scripts)\//.test(module.source));
const imports = own.flatMap((module) => module.dependencies);
if (own.length === 0 || imports.length === 0) {
  console.error('The architecture check read no module or no import.');
  process.exit(1);
}
for (const { from, to, rule } of summary.violations) console.error(`${rule.name}: ${from} → ${to}`);
console.log(`architecture: ${own.length} modules, ${imports.length} imports, ${summary.violations.length} violations`);
process.exit(summary.error > 0 ? 1 : exitCode);
