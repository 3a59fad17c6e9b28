// Native ES modules everywhere: run through scripts/jest.mjs, which sets --experimental-vm-modules.
import { existsSync } from "node:fs";

const rootDir = import.meta.dirname;
// Jest refuses to start when any project names a missing file, even one that is not selected.
const ifThere = (file) => (existsSync(`${rootDir}/${file}`) ? [`<rootDir>/${file}`] : []);

const swc = (jsx) => [
  "@swc/jest",
  {
    jsc: {
      target: "es2022",
      parser: { syntax: "typescript", tsx: jsx, decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: false, useDefineForClassFields: false, react: { runtime: "automatic" } },
      experimental: { keepImportAttributes: true },
    },
    module: { type: "es6" },
  },
];

// What a test file leaves on the global scope is deleted after it: a worker's memory does not grow from file to file.
const node = { testEnvironment: "node", testEnvironmentOptions: { globalsCleanup: "on" } };

const base = {
  rootDir,
  extensionsToTreatAsEsm: [".ts", ".tsx"],
  transform: { "^.+\\.tsx$": swc(true), "^.+\\.ts$": swc(false) },
  transformIgnorePatterns: ["/node_modules/"],
  moduleFileExtensions: ["ts", "tsx", "js", "mjs", "json", "node"],
  moduleNameMapper: {
    "^@lyceum/(shared|courseware|client)/(.*\\.json)$": "<rootDir>/packages/$1/$2",
    "^@lyceum/(shared|courseware|client)/(.*)$": "<rootDir>/packages/$1/src/$2.ts",
  },
  modulePathIgnorePatterns: ["<rootDir>/.data", "/dist/"],
  injectGlobals: false,
};

export default {
  projects: [
    { ...base, displayName: "packages", testMatch: ["<rootDir>/packages/**/*.test.ts"], ...node },
    { ...base, displayName: "scripts", testMatch: ["<rootDir>/scripts/**/*.test.mjs"], ...node },
    {
      ...base,
      displayName: "api",
      testMatch: ["<rootDir>/apps/api/**/*.test.ts", "<rootDir>/prisma/**/*.test.ts"],
      ...node,
      globalSetup: "<rootDir>/apps/api/src/test/global-setup.mjs",
      globalTeardown: "<rootDir>/apps/api/src/test/global-teardown.mjs",
      setupFilesAfterEnv: ["<rootDir>/apps/api/src/test/setup.ts"],
    },
    {
      ...base,
      displayName: "web",
      testMatch: ["<rootDir>/apps/web/**/*.test.{ts,tsx}"],
      testEnvironment: "<rootDir>/apps/web/src/test/environment.mjs",
      setupFilesAfterEnv: ifThere("apps/web/src/test/setup.ts"),
      moduleNameMapper: { "\\.css$": "<rootDir>/apps/web/src/test/empty-style.ts", ...base.moduleNameMapper },
    },
    // The part of the next that `npm test` runs too.
    { ...base, ...node, displayName: "processes", testMatch: ["<rootDir>/reliability/quick/*.test.mjs"] },
    { ...base, ...node, displayName: "reliability", testMatch: ["<rootDir>/reliability/**/*.test.mjs"] },
    {
      ...base,
      displayName: "adl",
      testMatch: ["<rootDir>/e2e/adl/**/*.adl.ts"],
      ...node,
      globalSetup: ifThere("e2e/global-setup.mjs")[0],
      globalTeardown: ifThere("e2e/global-teardown.mjs")[0],
    },
    {
      ...base,
      displayName: "e2e",
      testMatch: ["<rootDir>/e2e/**/*.e2e.ts"],
      ...node,
      globalSetup: ifThere("e2e/global-setup.mjs")[0],
      globalTeardown: ifThere("e2e/global-teardown.mjs")[0],
    },
  ],
};
