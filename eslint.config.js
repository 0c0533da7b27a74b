import { fileURLToPath } from 'node:url';
import js from '@eslint/js';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

export default defineConfig(
  globalIgnores(['**/dist/', '**/node_modules/', 'test-results/', 'playwright-report/', 'coverage/']),
  // AssemblyScript: its == is JavaScript's ===, its casts convert, its type parameters choose code.
  globalIgnores(['packages/runtime/kernels/*.{ts,mts}']),
  js.configs.recommended,
  {
    rules: {
      'max-lines': ['error', 300],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-constant-condition': ['error', { checkLoops: 'allExceptWhileTrue' }],
    },
  },
  { files: ['**/*.{js,mjs,cjs}'], languageOptions: { globals: globals.node } },
  {
    files: ['**/*.{ts,mts}'],
    extends: [ts.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: path('.') } },
    rules: {
      // Indexing a typed array inside its bounds is certain, and the compiler cannot know it.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['packages/element/**/*.ts', 'demo/**/*.ts'],
    extends: [lit.configs['flat/recommended'], litA11y.configs.recommended, wc.configs['flat/recommended']],
  },
  {
    files: ['**/*.{ts,mjs,js}'],
    ignores: ['packages/model-smollm2-135m/programs.mjs', '**/*.test.{ts,mjs}', 'e2e/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: ['child_process', 'node:child_process'].map((name) => ({
            name,
            importNames: [
              'spawn',
              'spawnSync',
              'exec',
              'execSync',
              'execFile',
              'execFileSync',
              'fork',
              'default',
            ],
            message: 'Programs are started by @superposed/model-smollm2-135m/programs: it says why.',
          })),
        },
      ],
    },
  },
  { files: ['packages/element/src/warnings/**'], rules: { 'no-console': ['error', { allow: ['warn'] }] } },
  { files: ['scripts/**', 'packages/{cli,evaluation,ngram-builder}/**'], rules: { 'no-console': 'off' } },
);
