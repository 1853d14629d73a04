import js from '@eslint/js';
import hooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** Features meet in src/app only: none may know another, and what all share knows none. */
const features = [
  ...['accounts', 'administration', 'moderation', 'rooms', 'invitations', 'messages', 'presence', 'friends'],
  'realtime',
];
const closed = (names, why) => ({
  'no-restricted-imports': [
    'error',
    { patterns: [{ regex: `(^@|\.\.)/(.*/)?(${names.join('|')})(/|$)`, message: why }] },
  ],
});

export default tseslint.config(
  { ignores: ['dist', 'public', 'eslint.config.js', 'src/lib/api.gen.ts'] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      globals: globals.browser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // RTK Query calls a query without an argument a query of void.
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  { files: ['src/**/*.{ts,tsx}'], ...hooks.configs.flat['recommended-latest'] },
  ...features.map((feature) => ({
    files: [`src/features/${feature}/**/*.{ts,tsx}`],
    rules: closed(
      [...features.filter((other) => other !== feature).map((other) => `features/${other}|${other}`), 'app'],
      'Features do not import each other, nor the application; compose them in src/app.',
    ),
  })),
  {
    files: ['src/components/**/*.{ts,tsx}', 'src/lib/**/*.{ts,tsx}'],
    rules: closed(['features', 'app'], 'What everyone shares knows no feature.'),
  },
);
