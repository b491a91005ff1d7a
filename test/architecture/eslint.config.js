import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const noClock = 'Domain time and ids are arguments (invariant 9).';

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', 'data/**', 'coverage/**'] },
  js.configs.recommended,
  { files: ['**/*.mjs', '**/*.js'], languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: new URL('../..', import.meta.url).pathname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      // There is no `this` in this code base: plain functions may be taken out of the objects that carry them.
      '@typescript-eslint/unbound-method': 'off',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  { files: ['scripts/**'], rules: { 'no-console': 'off' } },
  {
    files: ['src/domain/**', 'src/view/**', 'src/use-cases/**', 'src/playbook/**', 'src/triage/**'],
    rules: {
      'no-restricted-globals': ['error', { name: 'process', message: 'The environment is parsed once, in src/config.ts.' }, { name: 'performance', message: noClock }],
      'no-restricted-properties': ['error', { object: 'Date', property: 'now', message: noClock }, { object: 'Math', property: 'random', message: noClock }, { object: 'crypto', property: 'randomUUID', message: noClock }],
      'no-restricted-syntax': ['error', { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: noClock }, { selector: "CallExpression[callee.object.name='DateTime'][callee.property.name=/^(now|local|utc)$/][arguments.length=0]", message: noClock }],
    },
  },
);
