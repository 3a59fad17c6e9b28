import react from "@vitejs/plugin-react";
import { defineConfig, loadEnv } from "vite";

/** Libraries whose code changes rarely get files of their own, so that a release does not void a browser's cache. */
const vendorChunks: { name: string; test: RegExp }[] = [
  { name: "react", test: /node_modules\/(react|react-dom|scheduler|react-router|react-router-dom|cookie|set-cookie-parser)\// },
  { name: "apollo", test: /node_modules\/(@apollo|graphql|rxjs|optimism|@wry|zen-observable-ts|@graphql-typed-document-node|tslib)\// },
  { name: "i18n", test: /node_modules\/(i18next|react-i18next|html-parse-stringify|void-elements)\// },
];

export default defineConfig(({ mode }) => {
  const env = loadEnv(mode, import.meta.dirname, "VITE_");
  const api = env.VITE_API_ORIGIN ?? "http://127.0.0.1:4000";
  const proxy = Object.fromEntries(
    ["/graphql", "/uploads", "/files", "/schema.graphql"].map((path) => [path, { target: api, ws: path === "/graphql" }]),
  );
  return {
    root: import.meta.dirname,
    plugins: [react()],
    define: { __GALLERY__: JSON.stringify(mode !== "production") },
    server: { host: "127.0.0.1", port: Number(env.VITE_PORT ?? 4010), strictPort: true, proxy },
    preview: { host: "127.0.0.1", port: Number(env.VITE_PORT ?? 4010), strictPort: true, proxy },
    build: {
      outDir: "dist",
      target: "es2022",
      sourcemap: true,
      manifest: true,
      // A CSP without `data:` scripts and a cacheable tree: nothing but tiny icons is inlined.
      assetsInlineLimit: 1024,
      rolldownOptions: { output: { codeSplitting: { groups: vendorChunks } } },
    },
  };
});
